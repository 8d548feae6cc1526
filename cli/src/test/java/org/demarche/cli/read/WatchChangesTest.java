package org.demarche.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A command that waits for a change reports it once, whatever happens to the gateway meanwhile. */
class WatchChangesTest {

    private static final String FIRST =
            """
            {"actor":"freedonia","issue":"dam-treaty","kind":"first","between":"2023-01-01","from":null,
             "to":{"stance":"against","conditions":[],"statement":"freedonia.dam-treaty.a","saidOn":"2023-01-01","speaker":null}}""";

    private static final String SOFTENED =
            """
            {"actor":"freedonia","issue":"dam-treaty","kind":"soften","between":"[2023-01-01..2024-05-02]",
             "from":{"stance":"against","conditions":[],"statement":"freedonia.dam-treaty.a","saidOn":"2023-01-01","speaker":null},
             "to":{"stance":"conditional","conditions":["inspectors"],"statement":"freedonia.dam-treaty.b","saidOn":"2024-05-02","speaker":"rufus-firefly"}}""";

    private static final String CONFLICT =
            """
            {"statement":"freedonia.dam-treaty.b","actor":"freedonia","issue":"dam-treaty","voice":"own","by":null,"stance":"conditional","saidOn":"2024-05-02",
             "arose":"2024-05-05T10:00:00Z","differences":[{"field":"venue","conflict":true,"values":[
               {"value":"the palace","reports":["freedonia.dam-treaty.r1"],"origins":["daily"]},
               {"value":"the dam","reports":["freedonia.dam-treaty.r2"],"origins":["post"]}]}]}""";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path home;
    private FakeGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void what_is_new_and_what_is_gone_is_told_once_and_the_rest_is_asked_for_by_its_tag() {
        lists("s1", FIRST, "c1", "").lists("s2", SOFTENED + "," + FIRST, "c1", "");
        gateway.answersTagged("s3", page(FIRST)).answersTagged("c2", page(CONFLICT));
        gateway.answers(304, "").answers(304, "");

        assertThat(watch(4, "--actor", "freedonia")).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(told())
                .isEqualTo(
                        """
                        T  new shift: freedonia on dam-treaty: softened between 2023-01-01 and 2024-05-02: from against to conditional (inspectors)
                          from  2023-01-01, nobody named: freedonia.dam-treaty.a
                          to    2024-05-02, rufus-firefly: freedonia.dam-treaty.b
                        T  shift is gone: freedonia on dam-treaty: softened between 2023-01-01 and 2024-05-02: from against to conditional (inspectors)
                          from  2023-01-01, nobody named: freedonia.dam-treaty.a
                          to    2024-05-02, rufus-firefly: freedonia.dam-treaty.b
                        T  new conflict: freedonia on dam-treaty: reports disagree on venue
                          says  the palace: daily, in freedonia.dam-treaty.r1
                          says  the dam: post, in freedonia.dam-treaty.r2
                          in    freedonia.dam-treaty.b
                        """);
        assertThat(gateway.asked())
                .startsWith(
                        new Asked("GET /v1/shifts?actor=freedonia&limit=1000", ""),
                        new Asked("GET /v1/conflicts?actor=freedonia&limit=1000", ""));
        assertThat(gateway.conditions())
                .containsExactly(
                        "",
                        "",
                        "If-none-match: s1",
                        "If-none-match: c1",
                        "If-none-match: s2",
                        "If-none-match: c1",
                        "If-none-match: s3",
                        "If-none-match: c2");
    }

    @Test
    void a_gateway_that_goes_away_is_awaited_and_what_changed_meanwhile_is_told() {
        lists("s1", FIRST, "c1", "");
        gateway.refusesForNow().answersTagged("s2", page(SOFTENED + "," + FIRST));
        gateway.refusesForNow().answersTagged("s2", page(SOFTENED + "," + FIRST));
        gateway.answersTagged("c2", page(CONFLICT));

        assertThat(watch(4, "--json")).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(told())
                .isEqualTo(
                        """
                        {"noticed":"T","change":"new","shift":%s}
                        {"noticed":"T","change":"new","conflict":%s}
                        """
                                .formatted(oneLine(SOFTENED), oneLine(CONFLICT)));
        assertThat(err)
                .hasToString(
                        """
                        {"detail":"1 shift and 0 conflicts at %s so far. Each change appears here until you press Ctrl-C."}
                        {"detail":"Kafka is away. Waiting for it …"}
                        {"detail":"The gateway answers again."}
                        """
                                .formatted(gateway.url()));
    }

    @Test
    void a_list_of_several_pages_is_told_when_two_readings_of_it_are_the_same() {
        firstPage("s1", SOFTENED).answersTagged("s2", page(FIRST));
        gateway.answers(304, "").answers(304, "").answersTagged("c1", page(""));
        // FIRST moves to the page that was read before
        gateway.answers(304, "").answersTagged("s3", page(""));
        firstPage("s4", SOFTENED + "," + FIRST).answers(304, "");
        gateway.answers(304, "").answers(304, "").answers(304, "");
        // and is gone
        firstPage("s5", SOFTENED).answers(304, "");
        gateway.answers(304, "").answers(304, "").answers(304, "");

        assertThat(watch(3)).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(told()).isEqualTo(gone("first heard on 2023-01-01: against"));
        assertThat(gateway.asked().get(1).request())
                .isEqualTo("GET /v1/shifts?limit=1000&cursor=more");
    }

    @Test
    void a_list_that_is_refused_is_said_once_and_the_other_is_told() {
        var refusal = "{\"title\":\"Too many\",\"status\":400}";
        gateway.answersTagged("s1", page(FIRST)).answers(400, refusal);
        gateway.answersTagged("s2", page("")).answers(400, refusal);
        gateway.answers(400, refusal).answers(400, refusal);

        assertThat(watch(9)).isEqualTo(ExitCode.USAGE);

        assertThat(told()).isEqualTo(gone("first heard on 2023-01-01: against"));
        assertThat(err)
                .hasToString(
                        """
                        Too many.
                        1 shift at %s so far. Each change appears here until you press Ctrl-C.
                        """
                                .formatted(gateway.url()));
    }

    @Test
    void a_conflict_on_one_more_field_is_new_and_other_order_of_conditions_is_not() {
        var two = "\"conditions\":[\"inspectors\",\"tolls\"]";
        var other = "\"conditions\":[\"tolls\",\"inspectors\"]";
        var one = "\"conditions\":[\"inspectors\"]";
        var summary =
                ",{\"field\":\"summary\",\"conflict\":true,\"values\":[{\"value\":\"a\",\"reports\":[\"r1\"],\"origins\":[\"daily\"]}]}]}";
        var wider = CONFLICT.substring(0, CONFLICT.length() - 2) + summary;
        lists("s1", SOFTENED.replace(one, two), "c1", CONFLICT);
        lists("s2", SOFTENED.replace(one, other), "c2", wider);

        assertThat(watch(2)).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(told())
                .isEqualTo(
                        """
                        T  new conflict: freedonia on dam-treaty: reports disagree on summary
                          says  a: daily, in r1
                          in    freedonia.dam-treaty.b
                        """);
    }

    @Test
    void another_version_is_named_and_the_token_is_sent_back() {
        versioned("s1", FIRST, "positions/3", "c:4").versioned("c1", "", "positions/3", "c:4");
        versioned("s2", SOFTENED, "positions/4", "c:5").versioned("c1", "", "positions/4", "c:5");

        assertThat(watch(2)).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(err.toString()).endsWith("positions/4 answers now, in place of positions/3.\n");
        assertThat(gateway.tokens()).containsExactly("null", "null", "c:4", "c:4");
    }

    private FakeGateway firstPage(String tag, String items) {
        return gateway.answersTagged(
                tag, page(items).replace("\"next\":null", "\"next\":\"more\""));
    }

    private static String gone(String shift) {
        return """
               T  shift is gone: freedonia on dam-treaty: %s
                 to    2023-01-01, nobody named: freedonia.dam-treaty.a
               """
                .formatted(shift);
    }

    private WatchChangesTest versioned(String tag, String items, String version, String token) {
        gateway.answersWith(
                Map.of("ETag", tag, "Demarche-Version", version, "Demarche-Token", token),
                page(items));
        return this;
    }

    private WatchChangesTest lists(
            String shiftTag, String shifts, String conflictTag, String conflicts) {
        gateway.answersTagged(shiftTag, page(shifts)).answersTagged(conflictTag, page(conflicts));
        return this;
    }

    private static String page(String items) {
        return "{\"items\":[%s],\"next\":null}".formatted(items);
    }

    private static String oneLine(String json) {
        return json.replaceAll("\n *", "");
    }

    /** As if Ctrl-C came at that pause. */
    private int watch(int pauses, String... args) {
        var left = new AtomicInteger(pauses);
        var command =
                new CommandLine(
                        new WatchChanges(
                                new Terminal(new PrintWriter(out), new PrintWriter(err)),
                                new Home(home),
                                _ -> {
                                    if (left.decrementAndGet() == 0) {
                                        throw new Failure(ExitCode.UNREACHABLE, "Interrupted.");
                                    }
                                }));
        command.setExecutionExceptionHandler((failure, _, _) -> ((Failure) failure).exitCode());
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", gateway.url()));
        return command.execute(all.toArray(String[]::new));
    }

    /** Without the instants. */
    private String told() {
        return out.toString().replaceAll("20[0-9-]+T[0-9:]+Z(?=  |\",\"change)", "T");
    }
}
