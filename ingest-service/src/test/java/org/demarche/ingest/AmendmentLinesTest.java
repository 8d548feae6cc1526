package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.demarche.ingest.RunningIngest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Corrections and retractions, a line each. */
class AmendmentLinesTest {

    private static final int MANY = 1_500;

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("amendment-lines");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void each_retraction_has_its_result_in_order_and_the_last_line_sums_up() {
        file(MANY, i -> "many-" + i);

        var answer = send("retractions", lines(MANY, i -> retraction("many-" + i, "Killed")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        var results = answer.lines();
        assertThat(results).hasSize(MANY + 1);
        for (var i = 0; i < MANY; i++) {
            assertThat(results.get(i).toString())
                    .isEqualTo(
                            "{\"line\":%d,\"status\":201,\"id\":\"%s\",\"event\":1,\"retracted\":true}"
                                    .formatted(i + 1, id("many-" + i)));
        }
        assertThat(results.getLast().toString())
                .matches(
                        "\\{\"summary\":\\{\"lines\":%d,\"created\":%d,\"repeated\":0,\"failed\":0},\"token\":\"r[0-2]:\\d+\"}"
                                .formatted(MANY, MANY));
        assertThat(ingest.retract("many-7", "Again").json().get("event").asInt()).isEqualTo(1);
    }

    @Test
    void the_same_lines_again_write_nothing() {
        file(3, i -> "again-" + i);
        var lines = lines(3, i -> retraction("again-" + i, "Killed"));

        var first = send("retractions", lines);
        var second = send("retractions?results=errors", lines);

        assertThat(second.body().strip())
                .isEqualTo(
                        first.lines()
                                .getLast()
                                .toString()
                                .replace(
                                        "\"created\":3,\"repeated\":0",
                                        "\"created\":0,\"repeated\":3"));
        assertThat(ingest.events("again-0")).hasSize(2);
    }

    @Test
    void a_bad_line_fails_alone_and_says_which_it_is() {
        file(2, i -> "bad-" + i);

        var answer =
                send(
                        "retractions",
                        String.join(
                                "\n",
                                retraction("bad-0", "Killed"),
                                "",
                                "{\"report\": ",
                                "{\"reason\": \"Killed\"}",
                                "{\"report\": \"bad-1\", \"reason\": \"Killed\"}",
                                "{\"report\": \"%s\"}".formatted(id("bad-1")),
                                retraction("nobodys", "Killed"),
                                retraction("bad-0", "Another reason"),
                                retraction("bad-1", "Killed") + " ".repeat(300_000),
                                retraction("bad-1", "Killed")));

        assertThat(answer.lines().stream().map(AmendmentLinesTest::outcome))
                .containsExactly(
                        "1: 201",
                        "3: 400 malformed-json",
                        "4: 422 /report is missing",
                        "5: 422 /report 'bad-1' is not a report id: <holder>.<issue>.<token>",
                        "6: 422 /reason is missing",
                        "7: 404 There is no report freedonia.river-treaty.nobodys. The answer to a filing has the report's id, and GET /v1/reports/<id> shows the report",
                        "8: 200",
                        "9: 413 too-large",
                        "10: 201",
                        "{\"lines\":9,\"created\":2,\"repeated\":1,\"failed\":6}");
    }

    @Test
    void a_correction_says_what_it_has_become() {
        var filed = ingest.post(Samples.report("corrected"));

        var answer = send("corrections", correction("corrected", Samples.CORRECTED));

        var alone = ingest.correct("corrected", Samples.CORRECTED);
        assertThat(alone.status()).isEqualTo(200);
        var result = answer.lines().getFirst();
        assertThat(result.toString())
                .isEqualTo(
                        "{\"line\":1,\"status\":201,\"id\":\"%s\",\"statement\":\"%s\",\"event\":1}"
                                .formatted(
                                        id("corrected"), alone.json().get("statement").asText()));
        assertThat(result.get("statement")).isNotEqualTo(filed.json().get("statement"));
    }

    @Test
    void faults_of_corrections_are_told_as_of_one_alone() {
        file(1, i -> "faulty");

        var answer =
                send(
                        "corrections",
                        String.join(
                                "\n",
                                correction("faulty", Samples.CORRECTED.replace("against", "for")),
                                correction(
                                        "faulty",
                                        Samples.CORRECTED.replace(
                                                "\"holder\": \"freedonia\"",
                                                "\"holder\": \"sylvania\"")),
                                correction("nobodys", Samples.CORRECTED),
                                correction("faulty", Samples.REPORT)));

        assertThat(answer.lines().stream().map(AmendmentLinesTest::outcome))
                .containsExactly(
                        "1: 422 /stance must be one of against, conditional, favor, none, but is 'for'",
                        "2: 409 /holder is sylvania, but this report has freedonia",
                        "3: 404 There is no report freedonia.river-treaty.nobodys. The answer to a filing has the report's id, and GET /v1/reports/<id> shows the report",
                        "4: 200",
                        "{\"lines\":4,\"created\":0,\"repeated\":1,\"failed\":3}");
    }

    @Test
    void lines_of_one_report_are_done_in_their_order() throws IOException {
        ingest.post(Samples.report("order"));

        var answer =
                send(
                        "corrections",
                        lines(
                                200,
                                i ->
                                        correction(
                                                "order",
                                                Samples.CORRECTED.replace("sign", "sign " + i))));

        assertThat(answer.lines().getLast().at("/summary/created").asInt()).isEqualTo(200);
        var events = ingest.events("order");
        assertThat(events).hasSize(201);
        for (var i = 0; i < 200; i++) {
            assertThat(answer.lines().get(i).get("event").asInt()).isEqualTo(i + 1);
            var body = RunningIngest.JSON.readTree(events.get(i + 1).value());
            assertThat(body.get("summary").asText()).isEqualTo("Freedonia would sign " + i + ".");
        }
    }

    @Test
    void what_was_registered_is_told_though_only_errors_are_wanted() {
        file(2, i -> "named-" + i);

        var answer =
                send(
                        "corrections?results=errors&register=true",
                        correction("named-0", Samples.CORRECTED)
                                + "\n"
                                + correction(
                                        "named-1",
                                        Samples.CORRECTED.replace("daily-planet", "Late Edition")));

        assertThat(answer.lines()).hasSize(2);
        assertThat(answer.lines().getFirst().get("line").asInt()).isEqualTo(2);
        assertThat(answer.lines().getFirst().at("/registered/0/id").asText())
                .isEqualTo("late-edition");
    }

    @Test
    void a_result_comes_while_the_stream_goes_on() throws IOException {
        file(2, i -> "talk-" + i);
        try (var client = new RawConnection(ingest.port())) {
            client.beginStreamTo("/v1/retractions");
            client.chunk(retraction("talk-0", "Killed") + "\n");
            assertThat(client.head().getFirst()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(client.readChunk()).startsWith("{\"line\":1,\"status\":201");
            client.chunk(retraction("talk-1", "Killed") + "\n");
            assertThat(client.readChunk()).startsWith("{\"line\":2,\"status\":201");
            client.endStream();
            assertThat(client.readChunks()).contains("\"created\":2");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST | corrections               | application/json     | 415
                    POST | retractions               | application/json     | 415
                    POST | retractions               | text/plain           | 415
                    POST | retractions?register=true | application/x-ndjson | 400
                    POST | corrections?register=yes  | application/x-ndjson | 400
                    POST | corrections?results=some  | application/x-ndjson | 400
                    GET  | retractions               | application/x-ndjson | 405
                    """)
    void a_stream_is_refused_before_its_lines_are(
            String method, String path, String type, int status) {
        var answer = ingest.send(method, "/v1/" + path, "{}", "Content-Type", type);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void an_idempotency_key_is_refused_by_its_name() {
        var answer =
                ingest.send(
                        "POST",
                        "/v1/retractions",
                        retraction("one", "x"),
                        "Content-Type",
                        "application/x-ndjson",
                        "Idempotency-Key",
                        "one");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).contains("Idempotency-Key");
        assertThat(answer.json().at("/violations/0/parameter").asText())
                .isEqualTo("Idempotency-Key");
    }

    private static void file(int count, IntFunction<String> token) {
        var answer =
                ingest.postAll(
                        "?results=errors", lines(count, i -> Samples.report(token.apply(i))));
        assertThat(answer.lines().getLast().at("/summary/created").asInt()).isEqualTo(count);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static String retraction(String token, String reason) {
        return "{\"report\": \"%s\", \"reason\": \"%s\"}".formatted(id(token), reason);
    }

    private static String correction(String token, String body) {
        return body.replace("\n", "").replaceFirst("\\{", "{\"report\": \"" + id(token) + "\", ");
    }

    private static String id(String token) {
        return "freedonia.river-treaty." + token;
    }

    private static Answer send(String path, String lines) {
        return ingest.send("POST", "/v1/" + path, lines, "Content-Type", "application/x-ndjson");
    }

    /** The outcome of a line, or of all, on one line. */
    private static String outcome(JsonNode result) {
        if (result.has("summary")) {
            return result.get("summary").toString();
        }
        var problem = result.path("problem");
        var first = problem.at("/violations/0");
        var slug = problem.path("type").asText().replace("/problems/", "");
        return "%d: %d %s"
                .formatted(
                        result.get("line").asInt(),
                        result.get("status").asInt(),
                        first.has("message")
                                ? first.get("pointer").asText()
                                        + " "
                                        + first.get("message").asText()
                                : slug.equals("not-found") ? problem.path("detail").asText() : slug)
                .strip();
    }
}
