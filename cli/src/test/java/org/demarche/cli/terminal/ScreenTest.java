package org.demarche.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In terminals that script(1) makes. */
class ScreenTest {

    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String SHIFT =
            """
            {"items":[{"actor":"norland","issue":"river-treaty","kind":"flip","between":"[2024-01-02..2025-03-04]","certain":true,
              "from":{"stance":"favor","saidOn":"2024-01-02","speaker":"ana-reyes","conditions":[],"statement":"norland.river-treaty.0123456789abcdef01234567"},
              "to":{"stance":"against","saidOn":"2025-03-04","speaker":"ana-reyes","conditions":[],"statement":"norland.river-treaty.1123456789abcdef01234567"}}],"next":null}""";

    @TempDir Path home;

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "wide", "-80", "0", "7", "99999", "8O"})
    void a_silly_width_of_the_environment_is_passed_over(String columns) {
        assertThat(Screen.given(columns)).isEmpty();
        assertThat(Screen.given(" 72 ")).hasValue(72);
    }

    @Test
    void lines_are_as_long_as_the_terminal_is_wide() throws Exception {
        gateway.answers(200, SHIFT);

        assertThat(inTerminal("stty cols 64", ""))
                .isEqualTo(
                        """
                        norland on river-treaty: changed sides between 2024-01-02 and
                          2025-03-04: from favor to against
                          from  2024-01-02, ana-reyes:
                                norland.river-treaty.0123456789abcdef01234567
                          to    2025-03-04, ana-reyes:
                                norland.river-treaty.1123456789abcdef01234567
                        """);
    }

    @Test
    void a_pipe_gets_whole_lines_though_there_is_a_terminal() throws Exception {
        gateway.answers(200, SHIFT);

        assertThat(inTerminal("stty cols 64", " | cat"))
                .startsWith(
                        "norland on river-treaty: changed sides between 2024-01-02 and 2025-03-04: from favor to against\n");
    }

    private String inTerminal(String before, String after) throws Exception {
        assumeThat(SCRIPT).exists();
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command =
                "unset COLUMNS; %s; '%s' -cp '%s' %s shifts --url %s%s"
                        .formatted(
                                before,
                                java,
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                gateway.url(),
                                after);
        var process =
                new ProcessBuilder(List.of(SCRIPT.toString(), "-qec", command, "/dev/null"))
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start();
        var said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .replace("\r\n", "\n");
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
