package org.demarche.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The options of the command. */
class MainTest {

    @ParameterizedTest
    @ValueSource(strings = {"--faults", "--minutes", "--rate"})
    void a_number_below_1_is_refused_before_anything_starts(String option) {
        var said = new StringWriter();

        var code = new CommandLine(new Main()).setErr(new PrintWriter(said)).execute(option, "0");

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).startsWith(option + " is 0: give 1 or more.");
    }

    @Test
    void a_file_for_compose_is_refused_where_compose_is_not_asked_for() {
        var said = new StringWriter();

        var code =
                new CommandLine(new Main())
                        .setErr(new PrintWriter(said))
                        .execute("--compose-file", "more.yml");

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).startsWith("--compose-file works only with --compose");
    }
}
