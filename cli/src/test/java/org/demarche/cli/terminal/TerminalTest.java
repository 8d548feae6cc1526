package org.demarche.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Map;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir Path home;

    @Test
    void an_answer_that_cannot_be_written_is_a_failure() throws Exception {
        assumeThat(FULL).exists();

        var run = Run.process(home, Map.of(), FULL, "--help");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("The answer cannot be written: No space left on device.%n".formatted());
    }

    @Test
    void an_argument_that_is_no_utf_8_is_refused() throws Exception {
        var run =
                Run.process(
                        home, Map.of("LC_ALL", "C"), "retract", "a.b.c", "--reason", "Übersetzt");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .endsWith("is not in UTF-8: set your terminal to UTF-8 and type it again.\n");
    }
}
