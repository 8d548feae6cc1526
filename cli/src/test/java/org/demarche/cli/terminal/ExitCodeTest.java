package org.demarche.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Main;
import org.demarche.cli.stack.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that asks a gateway, each with the same faults. */
class ExitCodeTest {

    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir Path home;

    private FakeGateway gateway;

    static Stream<String> commands() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/commands.txt")).stream();
    }

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_option_that_does_not_exist_is_a_wrong_command_line(String command) throws IOException {
        assertThat(run(command, gateway.url(), "--wrong")).isEqualTo(ExitCode.USAGE);
        assertThat(gateway.asked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_parameter_that_the_gateway_refuses_is_a_wrong_command_line(String command)
            throws IOException {
        gateway.answers(400, "{\"title\":\"Wrong parameter\",\"status\":400}");

        assertThat(run(command, gateway.url())).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_name_that_nobody_has_is_a_no(String command) throws IOException {
        gateway.answers(404, "{\"title\":\"Unknown name\",\"status\":404}");

        assertThat(run(command, gateway.url())).isEqualTo(ExitCode.NO);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_refusal_is_json_where_an_answer_would_be(String command) throws IOException {
        gateway.answers(404, "{\"title\":\"Unknown name\",\"status\":404}");
        var out = new StringWriter();
        var err = new StringWriter();

        assertThat(run(out, err, command, gateway.url(), "--json")).isEqualTo(ExitCode.NO);
        assertThat(err.toString())
                .startsWith("{\"title\":\"Unknown name\",\"status\":404")
                .endsWith("}\n")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_gateway_that_cannot_be_reached_has_its_own_code(String command) throws IOException {
        assertThat(run(command, NOWHERE)).isEqualTo(ExitCode.UNREACHABLE);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_answer_that_cannot_be_written_is_a_failure(String command) throws IOException {
        var summary = "{\"summary\":{\"lines\":1,\"created\":1,\"repeated\":0,\"failed\":0}}\n";
        for (var _ : List.of(1, 2, 3, 4)) gateway.answers(200, summary);

        assertThat(run(new Full(), command, gateway.url())).isEqualTo(ExitCode.NO);
    }

    private int run(String command, String url, String... more) throws IOException {
        return run(new StringWriter(), command, url, more);
    }

    private int run(Writer out, String command, String url, String... more) throws IOException {
        return run(out, new StringWriter(), command, url, more);
    }

    private int run(Writer out, Writer err, String command, String url, String... more)
            throws IOException {
        var file = Files.writeString(home.resolve("file"), "{}\n");
        var words =
                Stream.of(
                                Stream.of(command.replace("FILE", file.toString()).split(" ")),
                                Stream.of(more),
                                Stream.of("--url", url))
                        .flatMap(each -> each)
                        .toArray(String[]::new);
        var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err, true));
        return Main.execute(terminal, new Home(home), words);
    }

    /** As a disk without room. */
    private static final class Full extends Writer {

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
