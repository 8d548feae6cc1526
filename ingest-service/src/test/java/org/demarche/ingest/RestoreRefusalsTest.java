package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.demarche.log.kafka.Topics;
import org.junit.jupiter.api.Test;

/** A restore refuses lines that no export has, and a log that is in use. */
class RestoreRefusalsTest extends Restores {

    @Test
    void a_line_out_of_order_fails_alone() {
        try (var ingest = RunningIngest.start("disorder")) {
            var answer =
                    restore(
                            ingest,
                            corrected(0, "against", 5)
                                    + filed(0)
                                    + corrected(0, "none", 7)
                                    + corrected(0, "against", 5)
                                    + filed(1)
                                    + retracted(1, -86_400));

            assertThat(statuses(answer))
                    .containsExactly(
                            "409 out-of-order",
                            "201 0",
                            "201 1",
                            "409 out-of-order",
                            "201 0",
                            "409 out-of-order",
                            "end");
            assertThat(answer.lines().getFirst().at("/problem/detail").asText())
                    .contains("its filing must come before");
            assertThat(ingest.reports()).hasSize(3);
        }
    }

    @Test
    void what_no_stack_can_have_written_is_refused() {
        var ahead = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        try (var ingest = RunningIngest.start("damaged")) {
            var answer =
                    restore(
                            ingest,
                            filed(0).replace("would sign", "would not sign")
                                    + filed(1).replace("2021-02-03T", "1921-02-03T")
                                    + filed(2).replaceFirst("2021-02-03T[^\"]*", ahead.toString())
                                    + filed(3).replaceFirst("\"digest\":\"[^\"]*\",", "")
                                    + filed(4).replace("\"favor\"", "\"for\"")
                                    + "{\"report\":\n"
                                    + "{\"unreadable\":\"3@7\",\"reason\":\"key: is none\",\"cursor\":\"x\"}\n"
                                    + retracted(0, 1)
                                            .replace("an error", "x".repeat(Topics.LONGEST_REPORT))
                                    + retracted(0, 1)
                                            .replace(
                                                    "an error",
                                                    "x".repeat(Topics.LONGEST_REPORT + 70_000)));

            assertThat(answer.lines().stream().map(RestoreRefusalsTest::fault))
                    .containsExactly(
                            "422 /digest",
                            "422 /recorded",
                            "422 /recorded",
                            "422 /digest",
                            "422 /body/stance",
                            "400 ",
                            "422 /unreadable",
                            "413 ",
                            "413 ",
                            "0 ");
            assertThat(ingest.reports()).isEmpty();
        }
    }

    private static String fault(JsonNode line) {
        return line.path("status").asInt()
                + " "
                + line.at("/problem/violations/0/pointer").asText();
    }

    @Test
    void a_log_with_a_report_of_its_own_takes_nothing() {
        try (var ingest = RunningIngest.start("own-report")) {
            restore(ingest, registry() + filed(0));
            assertThat(ingest.post(Samples.report("own")).status()).isEqualTo(201);

            var answer = restore(ingest, filed(0) + filed(1));

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.json().get("type").asText()).isEqualTo("/problems/log-not-empty");
            assertThat(answer.json().get("detail").asText())
                    .contains("offset 1 of own-report.reports-", "--no-seeds");
            assertThat(ingest.reports()).hasSize(2);
        }
        try (var ingest = RunningIngest.start("own-report")) {
            assertThat(restore(ingest, filed(0)).status()).isEqualTo(409);
        }
    }

    @Test
    void it_is_lines_or_nothing() {
        try (var ingest = RunningIngest.start("no-lines")) {
            var one = ingest.send("POST", "/v1/restore", "{}", "Content-Type", "application/json");
            assertThat(one.status()).isEqualTo(415);
            var register =
                    ingest.send(
                            "POST",
                            "/v1/restore?register=true",
                            "",
                            "Content-Type",
                            "application/x-ndjson");
            assertThat(register.status()).isEqualTo(400);
            assertThat(register.json().get("type").asText()).isEqualTo("/problems/wrong-parameter");
            assertThat(register.json().at("/violations/0/parameter").asText())
                    .isEqualTo("register");
        }
    }
}
