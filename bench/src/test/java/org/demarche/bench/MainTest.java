package org.demarche.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "read", "fresh"})
    void a_folder_that_cannot_be_made_is_refused_before_anything_is_measured(String measurement)
            throws Exception {
        var folder = Files.createFile(temporary.resolve("file")).resolve("folder");
        var said = new StringWriter();
        var command = Main.command().setErr(new PrintWriter(said, true));

        assertThat(command.execute(measurement, "--profile", folder.toString())).isEqualTo(2);

        assertThat(said.toString().replaceAll("\\s+", " "))
                .contains("--profile")
                .contains(
                        "'%s' is not a folder that can be written to: name another one"
                                .formatted(folder));
    }
}
