package org.demarche.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    @TempDir Path data;

    /** The folder is where a trial would be written. */
    @Test
    void a_look_at_the_space_that_is_left_writes_nothing() throws IOException {
        Files.createDirectory(data.resolve("room"));

        assertThat(new Folder(data).full()).isEmpty();
        assertThat(new Folder(data).fault()).isPresent();
    }
}
