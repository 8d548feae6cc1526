package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.ingest.RunningIngest.header;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.demarche.model.StatementId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events of an export go into another log, as they were and when they were. */
class RestoreTest extends Restores {

    @Test
    void events_come_as_they_were_and_when_they_were() {
        try (var ingest = RunningIngest.start("restored")) {
            var lines = List.of(filed(0), corrected(0, "against", 5), retracted(0, 9), filed(1));

            var answer = restore(ingest, registry() + String.join("", lines));

            assertThat(statuses(answer)).endsWith("201 0", "201 1", "201 2", "201 0", "end");
            var summary = answer.lines().getLast();
            assertThat(summary.get("summary").toString())
                    .isEqualTo("{\"lines\":10,\"created\":10,\"repeated\":0,\"failed\":0}");
            assertThat(summary.get("token").asText()).matches("r[0-2]:4,g:6");
            var records = ingest.reports();
            assertThat(records.stream().map(one -> header(one, "ce_id")))
                    .containsExactly(id(0), id(0) + "#1", id(0) + "#2", id(1));
            assertThat(records.stream().map(one -> header(one, "ce_recordedoriginal")))
                    .containsExactly(
                            LONG_AGO.toString(),
                            LONG_AGO.plusSeconds(5).toString(),
                            LONG_AGO.plusSeconds(9).toString(),
                            LONG_AGO.plusSeconds(1).toString());
            assertThat(records.getFirst().value()).isEqualTo(filing(0).value());
            assertThat(records.getLast().value()).isEqualTo(filing(1).value());
        }
    }

    @Test
    void a_denial_an_offset_and_a_month_come_as_they_were() {
        try (var ingest = RunningIngest.start("restored-later")) {
            var answer = restore(ingest, registry() + filed(LATER));

            assertThat(statuses(answer)).endsWith("201 0", "end");
            assertThat(ingest.reports().getLast().value()).isEqualTo(filing(LATER).value());
            assertThat(ingest.post(later()).status()).isEqualTo(200);
        }
    }

    @Test
    void the_same_lines_again_change_nothing() {
        var lines =
                List.of(
                        filed(0),
                        corrected(0, "against", 5),
                        corrected(0, "none", 6),
                        corrected(0, "against", 7),
                        retracted(0, 9));
        try (var ingest = RunningIngest.start("again")) {
            restore(ingest, String.join("", lines.subList(0, 3)));
            var answer = restore(ingest, String.join("", lines));

            assertThat(statuses(answer))
                    .containsExactly("200 0", "200 1", "200 2", "201 3", "201 4", "end");
            var last = answer.lines().getLast().get("token").asText();
            assertThat(restore(ingest, lines.get(1)).lines().getLast().get("token").asText())
                    .isEqualTo(last.replace(":5", ":2"));
        }
        try (var ingest = RunningIngest.start("again")) {
            var answer = restore(ingest, String.join("", lines));

            assertThat(statuses(answer))
                    .containsExactly("200 0", "200 1", "200 2", "200 3", "200 4", "end");
            assertThat(ingest.reports()).hasSize(5);
        }
    }

    @Test
    void two_who_send_the_same_at_once_write_it_once() {
        var lines =
                IntStream.range(0, 5)
                        .mapToObj(n -> filed(n) + corrected(n, "against", 60) + retracted(n, 61))
                        .collect(Collectors.joining());
        try (var ingest = RunningIngest.start("at-once")) {
            var answers =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    _ ->
                                            ingest.sendAsync(
                                                    "POST",
                                                    "/v1/restore",
                                                    lines,
                                                    "Content-Type",
                                                    "application/x-ndjson"))
                            .toList();

            for (var answer : answers) {
                assertThat(answer.join().lines().getLast().at("/summary/failed").asInt()).isZero();
            }
            assertThat(ingest.reports()).hasSize(15);
        }
    }

    @Test
    void only_failures_are_told_where_that_is_wanted() {
        try (var ingest = RunningIngest.start("errors-only")) {
            var answer =
                    ingest.send(
                            "POST",
                            "/v1/restore?results=errors",
                            filed(0) + retracted(1, 3),
                            "Content-Type",
                            "application/x-ndjson");

            assertThat(statuses(answer)).containsExactly("409 out-of-order", "end");
            assertThat(answer.lines().getFirst().get("line").asInt()).isEqualTo(2);
        }
    }

    /**
     * An open time of speaking ends with the day of recording, and so decides the statement's id.
     */
    @Test
    void who_files_a_restored_report_again_gets_the_statement_of_then() {
        try (var ingest = RunningIngest.start("refiled")) {
            var restored = restore(ingest, registry() + filed(OPEN));
            var statement = restored.lines().get(6).get("statement").asText();
            assertThat(statement)
                    .isEqualTo(StatementId.of(event(OPEN).body(), LONG_AGO).toString());

            var again = ingest.post(open());

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().get("statement").asText()).isEqualTo(statement);
        }
        try (var ingest = RunningIngest.start("refiled")) {
            var again = ingest.post(open());

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().get("statement").asText())
                    .isEqualTo(StatementId.of(event(OPEN).body(), LONG_AGO).toString());
            assertThat(ingest.reports()).hasSize(1);
        }
    }

    @Test
    void seeds_are_not_filed_beside_restored_events(@TempDir Path seeds) throws Exception {
        Files.writeString(
                seeds.resolve("reports.ndjson"), Samples.report("r0") + "\n" + Samples.report("s"));
        try (var ingest = RunningIngest.start("no-seeds")) {
            restore(ingest, registry() + filed(0));
        }
        try (var ingest = RunningIngest.start("no-seeds", "demarche.seeds", seeds.toString())) {
            assertThat(ingest.reports()).hasSize(1);
        }
    }

    private static String id(int n) {
        return "freedonia.river-treaty.r" + n;
    }
}
