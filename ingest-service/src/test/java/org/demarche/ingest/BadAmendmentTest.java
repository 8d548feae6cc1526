package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.demarche.ingest.RunningIngest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of a correction or retraction is named with its place; nothing is written. */
class BadAmendmentTest {

    private static RunningIngest ingest;
    private static int entries;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("badamendment");
        Samples.register(ingest);
        ingest.post(Samples.report("one"));
        entries = ingest.entries().size();
    }

    @AfterAll
    static void stop() {
        assertThat(ingest.reports()).hasSize(1);
        assertThat(ingest.entries()).hasSize(entries);
        ingest.close();
    }

    static Stream<Arguments> corrections() {
        return Stream.of(
                arguments("\"stance\": \"favor\",", "", "/stance", "is missing"),
                arguments("\"source\"", "\"sources\"", "/source", "is missing"),
                arguments("\"favor\"", "\"for\"", "/stance", "must be one of"),
                arguments("daily-planet", "Dayly Planet", "/source/outlet", "no outlet is called"),
                arguments(
                        "\"holder\": \"freedonia\"",
                        "\"holder\": \"Fredonia\"",
                        "/holder",
                        "no actor is called 'Fredonia'"),
                arguments("2024-03-01", "2024-02-30", "/saidOn", "no day 30"),
                arguments("\"summary\"", "\"sumary\"", "/sumary", "is unknown"),
                arguments(
                        "\"stance\"",
                        "\"id\": \"two\", \"stance\"",
                        "/id",
                        "is two, but this report has one: leave it out"),
                arguments(
                        "\"stance\"", "\"id\": \"a.b\", \"stance\"", "/id", "must be 1 to 64 of"));
    }

    @ParameterizedTest
    @MethodSource("corrections")
    void a_correction_is_checked_as_a_filing_is(
            String good, String bad, String pointer, String message) {
        var answer = ingest.correct("one", Samples.REPORT.replace(good, bad));

        assertViolation(answer, 422, pointer, message);
    }

    @Test
    void every_fault_of_a_correction_is_told_at_once() {
        var answer =
                ingest.correct(
                        "one",
                        Samples.REPORT
                                .replace("\"stance\"", "\"id\": \"two\", \"stance\"")
                                .replace("favor", "for")
                                .replace("2024-03-01", "then"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("violations"))
                .extracting(one -> one.get("pointer").asText())
                .containsExactly("/id", "/stance", "/saidOn");
    }

    @Test
    void a_correction_of_holder_or_issue_is_refused_with_the_way_to_do_it() {
        var holder =
                Samples.CORRECTED.replace("\"holder\": \"freedonia\"", "\"holder\": \"Sylvania\"");

        var answer = ingest.correct("one", holder);

        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"/problems/holder-fixed\",\"title\":\"Holder fixed\",\"status\":409,"
                                + "\"detail\":\"The holder and the issue of freedonia.river-treaty.one are part of its id and never change: retract this report and file a new one\","
                                + "\"violations\":[{\"pointer\":\"/holder\",\"message\":\"is sylvania, but this report has freedonia\"}]}");
    }

    @Test
    void nothing_is_registered_for_a_correction_of_holder_or_issue() {
        var answer =
                ingest.send(
                        "POST",
                        Samples.path("one", "corrections?register=true"),
                        Samples.CORRECTED.replace("river-treaty", "The bridge"),
                        "Content-Type",
                        "application/json");

        assertViolation(answer, 409, "/issue", "is the-bridge, but this report has river-treaty");
    }

    static Stream<Arguments> retractions() {
        return Stream.of(
                arguments("{}", "/reason", "is missing"),
                arguments("{\"reason\": null}", "/reason", "is missing"),
                arguments("{\"reason\": \" \"}", "/reason", "must not be empty"),
                arguments("{\"reason\": 7}", "/reason", "must be a text, but is a number"),
                arguments("{\"reason\": \"a\\nb\"}", "/reason", "control character U+000A"),
                arguments("{\"reason\": \"\\ud800\"}", "/reason", "half of a surrogate pair"),
                arguments(
                        Samples.reason("x".repeat(501)),
                        "/reason",
                        "has 501 characters, but at most 500 are allowed"),
                arguments("{\"reason\": \"x\", \"by\": \"ab\"}", "/by", "is unknown"),
                arguments("{\"reasons\": \"x\"}", "/reasons", "is unknown"),
                arguments("[]", "", "must be an object, but is a list"));
    }

    @ParameterizedTest
    @MethodSource("retractions")
    void a_retraction_has_a_reason_and_nothing_else(String body, String pointer, String message) {
        var answer =
                ingest.send(
                        "POST",
                        Samples.path("one", "retractions"),
                        body,
                        "Content-Type",
                        "application/json");

        assertViolation(answer, 422, pointer, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"corrections", "retractions"})
    void a_report_that_nobody_filed_is_told_by_its_id(String what) {
        var answer =
                ingest.send(
                        "POST",
                        Samples.path("nobodys", what),
                        Samples.reason("x"),
                        "Content-Type",
                        "application/json");

        assertProblem(answer, 404);
        assertThat(answer.json().get("detail").asText())
                .isEqualTo(
                        "There is no report freedonia.river-treaty.nobodys. The answer to a filing has the report's id, and GET /v1/reports/<id> shows the report");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one",
                "freedonia.river-treaty",
                "freedonia.river-treaty.one.two",
                "Freedonia.river-treaty.one",
                "freedonia.river-treaty.on%C3%A9",
                "freedonia.river-treaty.one%231"
            })
    void an_id_that_is_none_is_not_found(String id) {
        for (var what : new String[] {"corrections", "retractions"}) {
            var answer =
                    ingest.send(
                            "POST",
                            "/v1/reports/" + id + "/" + what,
                            Samples.reason("x"),
                            "Content-Type",
                            "application/json");
            assertProblem(answer, 404);
        }
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("GET", "", "application/json", 405),
                arguments("PUT", "", "application/json", 405),
                arguments("POST", "", "text/plain", 415),
                arguments("POST", "", "application/x-ndjson", 415),
                arguments("POST", "?results=errors", "application/json", 400),
                arguments("POST", "?register=yes", "application/json", 400),
                arguments("POST", "s", "application/json", 404));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_request_is_refused_before_its_body_is(
            String method, String end, String type, int status) {
        for (var what : new String[] {"corrections", "retractions"}) {
            var path = Samples.path("one", what + end);
            assertProblem(
                    ingest.send(method, path, Samples.reason("x"), "Content-Type", type), status);
        }
    }

    @Test
    void a_retraction_registers_nothing() {
        var path = Samples.path("one", "retractions?register=true");
        assertProblem(
                ingest.send("POST", path, Samples.reason("x"), "Content-Type", "application/json"),
                400);
    }

    @Test
    void an_idempotency_key_is_refused_by_its_name() {
        var correction = ingest.correct("one", Samples.CORRECTED, "Idempotency-Key", "one");
        var retraction = ingest.retract("one", "x", "Idempotency-Key", "one");

        assertProblem(correction, 400);
        assertThat(correction.json().get("detail").asText()).contains("Idempotency-Key");
        assertThat(retraction.body()).isEqualTo(correction.body());
    }

    @Test
    void a_body_over_its_limit_is_refused() {
        var spaces = " ".repeat(256 * 1024);
        assertProblem(ingest.correct("one", Samples.CORRECTED + spaces), 413);
        var path = Samples.path("one", "retractions");
        assertProblem(
                ingest.send(
                        "POST",
                        path,
                        Samples.reason("x") + spaces,
                        "Content-Type",
                        "application/json"),
                413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"reason\": \"x\"} {}", "{\"reason\": 1, \"reason\": 2}"})
    void what_is_no_json_is_refused(String body) {
        for (var what : new String[] {"corrections", "retractions"}) {
            var path = Samples.path("one", what);
            assertProblem(ingest.send("POST", path, body, "Content-Type", "application/json"), 400);
        }
    }

    private static void assertViolation(Answer answer, int status, String pointer, String message) {
        assertProblem(answer, status);
        assertThat(answer.json().get("violations"))
                .anySatisfy(
                        one -> {
                            assertThat(one.get("pointer").asText()).isEqualTo(pointer);
                            assertThat(one.get("message").asText()).contains(message);
                        });
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    }
}
