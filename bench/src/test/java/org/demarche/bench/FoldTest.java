package org.demarche.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.demarche.bench.read.AsOfCommand;
import org.demarche.bench.read.FoldCommand;
import org.demarche.bench.workplace.Measurement;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The output of the command. No test checks a time. */
class FoldTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream print = new PrintStream(out, true, UTF_8);
    private final PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);

    @Test
    void each_length_has_a_time_with_its_target() throws Exception {
        var figures =
                figures(
                        new FoldCommand(print, quiet),
                        "--sizes",
                        "4,40",
                        "--rounds",
                        "3",
                        "--json");

        assertThat(figures)
                .extracting(figure -> figure.path("name").textValue())
                .containsExactly("4 statements", "40 statements");
        for (var figure : figures) {
            assertThat(figure.path("value").doubleValue()).isPositive();
            assertThat(figure.path("atMost").doubleValue()).isEqualTo(10);
        }
    }

    @Test
    void a_read_of_another_day_is_shown_with_its_steps() throws Exception {
        var figures =
                figures(
                        new AsOfCommand(print, quiet),
                        "--statements",
                        "30",
                        "--rounds",
                        "3",
                        "--json");

        assertThat(figures)
                .extracting(figure -> figure.path("name").textValue())
                .containsExactly(
                        "last day: cold",
                        "last day: kept",
                        "middle: cold",
                        "middle: kept",
                        "first days: cold",
                        "first days: kept");
        assertThat(figures.path(0).path("note").textValue())
                .contains("decode", "fold", "evaluate", "document");
        assertThat(figures.path(1).path("atMost").doubleValue()).isEqualTo(2);
    }

    @Test
    void every_measurement_says_what_it_takes_and_how_it_ends() {
        assertThat(new CommandLine(new FoldCommand(print, quiet)).getUsageMessage())
                .contains("--sizes", "--seed", "--limit-minutes", "--json", "Exit codes:");
    }

    /** Whether a target is met is not looked at: that is a matter of time. */
    private JsonNode figures(Measurement measurement, String... arguments) throws Exception {
        assertThat(new CommandLine(measurement).execute(arguments)).isIn(0, 1);
        return new ObjectMapper().readTree(out.toByteArray()).path("figures");
    }
}
