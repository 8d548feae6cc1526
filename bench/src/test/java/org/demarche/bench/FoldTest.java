package org.demarche.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the output has; no time is ever asked of a test. */
class FoldTest {

    private static final String[] SMALL = {"--sizes", "4,40", "--rounds", "1"};

    @Test
    void every_place_of_every_history_has_a_row_with_each_length() throws Exception {
        var report = new ObjectMapper().readTree(fold("--json"));

        var rows = new ArrayList<String>();
        for (var row : report.path("rows")) {
            rows.add(row.path("setting").textValue() + ": " + row.path("place").textValue());
            assertThat(row.path("sizes")).hasSize(2);
            for (var size : row.path("sizes")) {
                assertThat(size.path("size").intValue()).isIn(4, 40);
                assertThat(size.at("/filed/medianMicros").isNumber()).isTrue();
                assertThat(size.at("/retracted/p99Micros").isNumber()).isTrue();
                // at least the event and the position
                assertThat(size.path("documents").intValue()).isGreaterThanOrEqualTo(2);
            }
            assertThat(row.path("filedRatio").isNumber()).isTrue();
            assertThat(row.path("retractedRatio").isNumber()).isTrue();
        }
        assertThat(rows).containsExactlyElementsOf(places());
        assertThat(report.path("ratioLimit").doubleValue()).isEqualTo(3);
        assertThat(report.path("pass").isBoolean()).isTrue();
    }

    @Test
    void only_the_split_of_the_last_run_has_no_limit() {
        assertThat(Setting.all())
                .flatExtracting(Setting::places)
                .filteredOn(place -> !place.bounded())
                .extracting(Setting.Place::name)
                .containsExactly("splits the last run");
    }

    @Test
    void the_table_has_every_place_with_its_limit() {
        var lines = fold().lines().toList();

        for (var setting : Setting.all()) {
            assertThat(lines).anyMatch(line -> line.startsWith(setting.name()));
            for (var place : setting.places()) {
                assertThat(lines)
                        .anyMatch(
                                line ->
                                        line.contains(place.name() + " ")
                                                && line.endsWith(place.bounded() ? " 3" : "none"));
            }
        }
    }

    @Test
    void a_read_of_another_day_is_shown_step_by_step() throws Exception {
        var report = new ObjectMapper().readTree(asOf("--json"));

        assertThat(report.path("statements").intValue()).isEqualTo(30);
        assertThat(report.path("limitMicros").doubleValue()).isEqualTo(2_000);
        assertThat(report.path("reads")).hasSize(3);
        for (var read : report.path("reads")) {
            assertThat(read.path("steps"))
                    .extracting(step -> step.path("step").textValue())
                    .containsExactly("decode", "fold", "position", "document");
            assertThat(read.at("/cold/medianMicros").isNumber()).isTrue();
            assertThat(read.at("/kept/p99Micros").isNumber()).isTrue();
        }
        assertThat(asOf())
                .contains("last day", "middle", "first days", "decode", "cold", "kept", "2000");
    }

    private static List<String> places() {
        return Setting.all().stream()
                .flatMap(
                        setting ->
                                setting.places().stream()
                                        .map(place -> setting.name() + ": " + place.name()))
                .toList();
    }

    private static String fold(String... more) {
        var arguments = new ArrayList<>(List.of(SMALL));
        arguments.addAll(List.of(more));
        var out = new ByteArrayOutputStream();
        return run(new FoldCommand(print(out), quiet()), out, arguments);
    }

    private static String asOf(String... more) {
        var arguments = new ArrayList<>(List.of("--statements", "30", "--rounds", "3"));
        arguments.addAll(List.of(more));
        var out = new ByteArrayOutputStream();
        return run(new AsOfCommand(print(out), quiet()), out, arguments);
    }

    /** Whether a limit was kept is not looked at: that is a matter of time. */
    private static String run(
            Callable<Integer> command, ByteArrayOutputStream out, List<String> arguments) {
        assertThat(new CommandLine(command).execute(arguments.toArray(String[]::new))).isIn(0, 1);
        return out.toString(UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, UTF_8);
    }

    private static PrintStream quiet() {
        return print(new ByteArrayOutputStream());
    }
}
