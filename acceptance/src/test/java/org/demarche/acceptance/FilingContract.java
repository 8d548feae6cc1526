package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.demarche.log.Token;
import org.demarche.model.ReportEvent;
import org.junit.jupiter.api.Test;

/** The promises to clients who file reports and read them. */
interface FilingContract {

    ContractStack stack();

    @Test
    default void a_report_is_served_to_the_reader_who_sends_its_token() throws Exception {
        var answer = stack().file(ContractStack.report("token", 1, "against"));
        var statement = "/v1/statements/" + answer.json().path("statement").asText();
        var read = stack().services().api().get(statement, Token.parse(answer.token()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(read.body()).contains(answer.json().path("id").asText());
        stack().assertServedAsFolded();
    }

    @Test
    default void a_stream_is_answered_line_by_line_and_a_bad_line_fails_alone() throws Exception {
        var lines =
                IntStream.range(0, 50).mapToObj(n -> ContractStack.report("line-" + n, n, "favor"));
        var body = lines.collect(Collectors.joining("\n")).replace("\"line-7\"", "\"line 7\"");

        var answer = stack().services().api().post("/v1/reports", Api.NDJSON, body);

        var results = answer.body().lines().map(Api::parse).toList();
        assertThat(results).hasSize(51);
        assertThat(results.get(7).path("status").asInt()).isEqualTo(422);
        assertThat(results.getLast().path("summary"))
                .isEqualTo(
                        Api.parse(
                                """
                                {"lines": 50, "created": 49, "repeated": 0, "failed": 1}
                                """));
        assertThat(Token.parse(results.getLast().path("token").asText()))
                .isEqualTo(stack().log().end());
        stack().assertServedAsFolded();
    }

    @Test
    default void a_repeat_changes_nothing_and_other_content_is_a_conflict() throws Exception {
        var first = stack().file(ContractStack.report("again", 2, "favor"));
        var end = stack().log().end();

        var again = stack().file(ContractStack.report("again", 2, "favor"));
        var other = stack().file(ContractStack.report("again", 2, "against"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(stack().log().end()).isEqualTo(end);
        stack().assertServedAsFolded();
    }

    /** Reports are filed, corrected to other days and stances, retracted and taken up again. */
    @Test
    default void as_known_at_each_instant_is_byte_for_byte_what_was_served_live_then()
            throws Exception {
        var paths =
                List.of(
                        "/v1/actors/land-1/positions/bridge",
                        "/v1/actors/land-1/positions",
                        "/v1/issues/bridge/positions",
                        // the whole list on one page, because a cursor names the instant and so
                        // differs each time
                        "/v1/positions?limit=1000");
        var before = eventsOf("land-1").size();
        var served = new ArrayList<List<String>>();
        for (var n = 0; n < 20; n++) {
            served.add(live(paths, "", "\"id\": \"live-%d\", ".formatted(n) + said(n)));
            if (n > 4) {
                served.add(
                        live(
                                paths,
                                "/land-1.bridge.live-%d/corrections".formatted(n - 5),
                                said(n * 3)));
            }
            if (n % 2 == 0) {
                served.add(
                        live(
                                paths,
                                "/land-1.bridge.live-%d/retractions".formatted(n / 2),
                                "\"reason\": \"an error\""));
            }
            if (n > 4) {
                served.add(
                        live(
                                paths,
                                "/land-1.bridge.live-%d/corrections".formatted(n / 2),
                                said(n * 5 + 1)));
            }
        }

        var recorded = eventsOf("land-1").stream().map(ReportEvent::recorded).skip(before).toList();
        assertThat(recorded).hasSameSizeAs(served).hasSizeGreaterThan(55);
        for (var n = 0; n < served.size(); n++) {
            // what was recorded in one instant is known together
            if (n + 1 == served.size() || recorded.get(n).isBefore(recorded.get(n + 1))) {
                var then = new ArrayList<String>();
                for (var path : paths) {
                    then.add(stack().services().api().get(asKnown(path, recorded.get(n))).body());
                }
                assertThat(then).as("after event %d", n).isEqualTo(served.get(n));
            }
        }
        stack().assertServedAsFolded();
    }

    @Test
    default void what_is_wrong_is_refused_and_not_written() throws Exception {
        var end = stack().log().end();

        var answer = stack().file(ContractStack.report("wrong", 3, "maybe"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("violations").findValuesAsText("pointer"))
                .containsExactly("/stance");
        assertThat(stack().log().end()).isEqualTo(end);
        stack().assertServedAsFolded();
    }

    @Test
    default void a_refused_body_is_in_nobody_elses_way() throws Exception {
        var large = ContractStack.report("large", 4, "favor") + " ".repeat(200 * 1024);
        for (var n = 0; n < 3; n++) {
            var refused = stack().services().api().post("/v1/reports?x=1", Api.JSON, large);
            assertThat(refused.status()).isEqualTo(400);

            assertThat(stack().file(ContractStack.report("behind-" + n, 4, "favor")).status())
                    .isEqualTo(201);
        }
        stack().assertServedAsFolded();
    }

    /** The answer of each path to a read with the token of the last write. */
    private List<String> live(List<String> paths, String report, String members)
            throws IOException {
        var answer =
                stack().services()
                        .api()
                        .post("/v1/reports" + report, Api.JSON, "{" + members + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var bodies = new ArrayList<String>();
        for (var path : paths) {
            bodies.add(stack().services().api().get(path, Token.parse(answer.token())).body());
        }
        return bodies;
    }

    private static String asKnown(String path, Instant instant) {
        return path + (path.contains("?") ? "&" : "?") + "asKnown=" + instant;
    }

    private List<ReportEvent> eventsOf(String holder) {
        return stack().log().events().stream()
                .filter(event -> event.report().holder().equals(holder))
                .toList();
    }

    /** The n-th account of what land-1 says, or others say of it. */
    private static String said(int n) {
        var stance = List.of("favor", "conditional", "against", "none").get(n % 4);
        var by = n % 5 == 4 ? "land-2" : "land-1";
        return """
               "holder": "land-1", "spokenFor": "%s", "issue": "bridge", "stance": "%s", "saidOn": "2024-%02d-%02d",
               "summary": "Account %d", "source": {"outlet": "daily", "publishedOn": "2025-01-01"}"""
                .formatted(by, stance, 1 + n % 3, 1 + n % 28, n);
    }
}
