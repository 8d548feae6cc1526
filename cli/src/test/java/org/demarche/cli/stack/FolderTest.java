package org.demarche.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    @TempDir Path data;

    /** As in a container, where the user may be a number alone. */
    @Test
    void a_user_whom_the_system_has_no_name_for_owns_its_record() throws IOException {
        Files.writeString(
                data.resolve("stack.json"), "{\"url\":\"http://127.0.0.1:1\",\"parts\":[]}");
        var name = System.setProperty("user.name", "?");
        try {
            assertThat(new Folder(data).read()).isPresent();
        } finally {
            System.setProperty("user.name", name);
        }
    }

    /** The folder is where a trial would be written. */
    @Test
    void a_look_at_the_space_that_is_left_writes_nothing() throws IOException {
        Files.createDirectory(data.resolve("room"));

        assertThat(new Folder(data).full()).isEmpty();
        assertThat(new Folder(data).fault()).isPresent();
    }
}
