package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.ingest.RunningIngest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of actors that had ended by then: they are taken, and the receipt says so. */
class EndedActorTest {

    private static final String ENDED =
            "{\"kind\": \"state\", \"name\": \"Old Freedonia\", \"from\": \"1900\", \"to\": \"2024-02-15\", \"successors\": [\"freedonia\"]}";

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("ended");
        Samples.register(ingest);
        put("old-freedonia", ENDED);
        put("ended-in-year", "{\"kind\": \"state\", \"name\": \"Brief\", \"to\": \"2023\"}");
        put("late-envoy", "{\"kind\": \"person\", \"name\": \"Late Envoy\", \"to\": \"2023\"}");
        put(
                "merged-away",
                "{\"kind\": \"state\", \"name\": \"Merged\", \"to\": \"1990\", \"mergedInto\": \"sylvania\"}");
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private static void put(String id, String body) {
        assertThat(ingest.put("/v1/actors/" + id, body).status()).isEqualTo(201);
    }

    private static String report(String token, String holder, String saidOn) {
        return Samples.report(token)
                .replace("\"holder\": \"freedonia\"", "\"holder\": \"%s\"".formatted(holder))
                .replace("\"spokenFor\": \"freedonia\"", "\"spokenFor\": \"%s\"".formatted(holder))
                .replace("2024-03-01", saidOn);
    }

    @Test
    void a_statement_after_the_end_is_taken_with_a_warning_the_second_time_too() {
        var report = report("late", "old-freedonia", "2024-03-01");

        for (var status : new int[] {201, 200}) {
            var answer = ingest.post(report);

            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.json().get("warnings").toString())
                    .isEqualTo(
                            "[{\"pointer\":\"/holder\",\"message\":\"old-freedonia ended on 2024-02-15, and this was said on 2024-03-01: name a successor (freedonia), or correct the day\"}]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "old-freedonia, 2024-02-15,              false",
        "old-freedonia, 2024-02-16,              true",
        "old-freedonia, 2024-02,                 false",
        "old-freedonia, 2024-02-15/2024-02-20,   false",
        "old-freedonia, 2024-02-16/2024-02-20,   true",
        "old-freedonia, [..2024-02-20],          false",
        "old-freedonia, [2024-02-16..],          true",
        "old-freedonia, 1850-01-01,              false",
        "ended-in-year, 2023-12-31,              false",
        "ended-in-year, 2024-01-01,              true",
        "merged-away,   2024-03-01,              false",
    })
    void an_actor_is_odd_from_the_day_after_its_last(String holder, String saidOn, boolean odd) {
        var token = "day-" + Integer.toHexString((holder + saidOn).hashCode());

        var answer = ingest.post(report(token, holder, saidOn));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().has("warnings")).as(answer.body()).isEqualTo(odd);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-15T23:59:59Z,      false",
        "2024-02-16T00:00:00Z,      true",
        "2024-02-15T22:00:00-05:00, false",
        "2024-02-16T02:00:00+05:00, true"
    })
    void an_instant_is_a_day_of_the_place_where_it_was_said(String saidAt, boolean odd) {
        var report =
                report(
                                "at-" + Integer.toHexString(saidAt.hashCode()),
                                "old-freedonia",
                                "2024-03-01")
                        .replace(
                                "\"saidOn\": \"2024-03-01\"",
                                "\"saidAt\": \"%s\"".formatted(saidAt));

        var answer = ingest.post(report);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().has("warnings")).as(answer.body()).isEqualTo(odd);
    }

    @Test
    void a_report_that_does_not_say_when_it_was_said_is_nothing_odd() {
        var report =
                report("whenever", "old-freedonia", "2024-03-01")
                        .replace("\"saidOn\": \"2024-03-01\", ", "");

        var answer = ingest.post(report);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().has("warnings")).as(answer.body()).isFalse();
    }

    @Test
    void each_actor_that_had_ended_is_told_at_its_place() {
        var report =
                report("both", "freedonia", "2024-03-01")
                        .replace("\"spokenFor\": \"freedonia\"", "\"spokenFor\": \"old-freedonia\"")
                        .replace("rufus-firefly", "late-envoy");

        var answer = ingest.post(report);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("warnings").findValuesAsText("pointer"))
                .containsExactly("/spokenFor", "/speaker/actor");
        assertThat(answer.json().at("/warnings/1/message").asText())
                .isEqualTo(
                        "late-envoy ended on 2023, and this was said on 2024-03-01: name another, or correct the day");
    }

    @Test
    void lines_are_told_though_only_errors_are_wanted() {
        var lines =
                report("line-1", "freedonia", "2024-03-01")
                        + '\n'
                        + report("line-2", "old-freedonia", "2024-03-01");

        var answer = ingest.postAll("?results=errors", lines);

        assertThat(answer.lines()).hasSize(2);
        assertThat(answer.lines().getFirst().get("line").asInt()).isEqualTo(2);
        assertThat(answer.lines().getFirst().get("status").asInt()).isEqualTo(201);
        assertThat(answer.lines().getFirst().get("warnings").findValuesAsText("pointer"))
                .containsExactly("/holder");
    }

    @Test
    void a_correction_is_told_too() {
        assertThat(ingest.post(report("corrected", "old-freedonia", "2024-02-01")).status())
                .isEqualTo(201);

        var answer = correctTo("2024-03-01");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("warnings").findValuesAsText("pointer"))
                .containsExactly("/holder");
        assertThat(correctTo("2024-02-02").json().has("warnings")).isFalse();
    }

    private static Answer correctTo(String saidOn) {
        return ingest.send(
                "POST",
                "/v1/reports/old-freedonia.river-treaty.corrected/corrections",
                report("corrected", "old-freedonia", saidOn),
                "Content-Type",
                "application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "from": "2024", "to": "2023"         | /to           | is before 'from'
                    "to": "the end"                      | /to           | a year of four digits
                    "successors": ["nobody"]             | /successors/0 | no actor has the id nobody
                    "successors": ["river-treaty"]       | /successors/0 | no actor has the id river-treaty
                    "successors": ["bad"]                | /successors/0 | is the entry itself
                    "successors": ["Old Freedonia"]      | /successors/0 | is not an id
                    """)
    void an_end_that_cannot_be_is_refused(String fields, String pointer, String message) {
        var answer =
                ingest.put(
                        "/v1/actors/bad",
                        "{\"kind\": \"state\", \"name\": \"Bad\", %s}".formatted(fields));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("violations").findValuesAsText("pointer"))
                .containsExactly(pointer);
        assertThat(answer.json().at("/violations/0/message").asText()).contains(message);
    }
}
