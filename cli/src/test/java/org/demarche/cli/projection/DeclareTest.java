package org.demarche.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

/** Declaring a projection, trying a definition out, and deleting a projection. */
class DeclareTest extends ProjectionCalls {

    @Test
    void a_definition_is_declared_as_it_stands_and_watched() throws IOException {
        var started = "{\"projection\":\"coverage\",\"version\":1,\"state\":\"replaying\"}";
        var live =
                "{\"projection\":\"coverage\",\"version\":1,\"state\":\"live\",\"progress\":{\"folded\":85,\"documents\":1}}";
        gateway.answers(201, started).answers(200, "event: end\ndata: %s\n\n".formatted(live));

        assertThat(demarche("declare", definition(), "--promote", "manual"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                coverage/1 is live: 85 events, 1 document, no dead letters.
                                It is live now.
                                """,
                                "coverage/1: replaying\n"));
        assertThat(gateway.asked())
                .containsExactly(
                        new Asked(
                                "POST /v1/projections?promote=manual&by=" + PERSON,
                                "{ \"name\": \"coverage\" }"),
                        new Asked("GET /v1/projections/coverage/versions/1", ""));
    }

    @Test
    void a_first_version_that_waits_has_nothing_to_be_compared_with() throws IOException {
        var ready =
                "{\"projection\":\"coverage\",\"version\":1,\"state\":\"ready\",\"progress\":{\"folded\":85,\"documents\":12}}";
        gateway.answers(201, ready).answers(200, "event: end\ndata: %s\n\n".formatted(ready));

        assertThat(demarche("declare", definition(), "--promote", "manual").out())
                .isEqualTo(
                        """
                        coverage/1 is ready: 85 events, 12 documents, no dead letters.
                        `demarche documents coverage --version 1` shows its documents, `demarche promote coverage 1` makes it live.
                        """);
    }

    @Test
    void a_dry_run_has_nothing_to_promote_or_to_leave() throws IOException {
        for (var option : List.of("--detach", "--promote=auto", "--why=to see")) {
            assertThat(demarche("declare", definition(), "--dry-run", "85", option).exitCode())
                    .isEqualTo(2);
        }
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_dry_run_says_that_time_ran_out() throws IOException {
        gateway.answers(
                200,
                "{\"reports\":5,\"matched\":5,\"faults\":[],\"documentCount\":0,\"documents\":[],\"timedOut\":true}");

        assertThat(demarche("declare", definition(), "--dry-run", "85").out())
                .endsWith("Time ran out before all events were read.\n");
    }

    @Test
    void a_dry_run_says_what_would_keep_it_from_going_live() throws IOException {
        gateway.answers(
                200,
                "{\"reports\":85,\"matched\":5,\"faults\":[{\"report\":\"norland.dam.a\",\"reason\":\"no holder\"}],\"faultCount\":41,\"blockers\":[\"Too many dead letters: 41 of 85 events, and at most 1 are allowed\"],\"documentCount\":0,\"documents\":[],\"timedOut\":false}");

        assertThat(demarche("declare", definition(), "--dry-run", "85"))
                .isEqualTo(
                        new Run(
                                1,
                                """
                                5 of 85 events matched, and on 41 an expression failed. Nothing was declared.
                                fault: norland.dam.a: no holder
                                40 faults more.
                                It would not go live automatically: Too many dead letters: 41 of 85 events, and at most 1 are allowed. `promote --force` would make it live.
                                """,
                                ""));
    }

    @Test
    void a_projection_with_a_live_version_is_deleted_by_force_alone() {
        gateway.answers(200, COVERAGE).answers(200, "{\"name\":\"coverage\"}");

        assertThat(demarche("delete", "coverage"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "coverage/1 is live and serves reads. Nothing was deleted; --force deletes coverage.\n"));
        assertThat(demarche("delete", "coverage", "--force", "--why", "old"))
                .isEqualTo(
                        new Run(
                                0,
                                "coverage is deleted, with the documents of all its versions.\n",
                                ""));
        assertThat(gateway.asked())
                .extracting(Asked::request)
                .containsExactly(
                        "GET /v1/projections/coverage",
                        "DELETE /v1/projections/coverage?by=" + PERSON + "&why=old");
    }

    @Test
    void a_projection_that_serves_nothing_is_deleted_without_force() {
        gateway.answers(200, COVERAGE.replace("\"live\":1", "\"live\":null"))
                .answers(200, "{\"name\":\"coverage\"}");

        assertThat(demarche("delete", "coverage").exitCode()).isZero();
    }

    @Test
    void a_dry_run_shows_what_would_come_of_it() throws IOException {
        gateway.answers(
                200,
                "{\"reports\":85,\"matched\":80,\"faults\":[],\"documentCount\":30,\"documents\":[{\"key\":\"daily\",\"reports\":7},{\"key\":\"weekly\",\"reports\":1}]}");

        assertThat(demarche("declare", definition(), "--dry-run", "85"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                80 of 85 events matched. Nothing was declared.
                                {"key":"daily","reports":7}
                                {"key":"weekly","reports":1}
                                These are the first 2 of 30 documents.
                                """,
                                ""));
        assertThat(gateway.asked().getFirst().request())
                .isEqualTo("POST /v1/projections?dryRun=85");
    }

    @Test
    void faults_of_a_dry_run_are_an_answer_of_no() throws IOException {
        gateway.answers(
                200,
                "{\"reports\":1,\"matched\":0,\"faultCount\":1,\"faults\":[{\"report\":\"usa.dam.r1\",\"reason\":\"evaluation-fault: /key: 1:1: divide by zero\"}],\"documentCount\":0,\"documents\":[]}");

        assertThat(demarche("declare", definition(), "--dry-run", "1"))
                .isEqualTo(
                        new Run(
                                1,
                                """
                                0 of 1 event matched, and on 1 an expression failed. Nothing was declared.
                                fault: usa.dam.r1: /key: 1:1: divide by zero
                                """,
                                ""));
    }

    @Test
    void a_refused_definition_is_told_fault_by_fault() throws IOException {
        gateway.answers(
                422,
                "{\"title\":\"Invalid definition\",\"status\":422,\"violations\":[{\"pointer\":\"/where\",\"message\":\"1:8: undeclared reference to 'stanze'\"}]}");

        assertThat(demarche("declare", definition()))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "Invalid definition\n  /where: 1:8: undeclared reference to 'stanze'\n"));
    }

    @Test
    void a_definition_that_is_not_there_is_not_sent() {
        assertThat(demarche("declare", "nowhere.json"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "nowhere.json cannot be read: there is no such file or folder.\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_taken_name_is_shown_and_freed_by_commands() throws IOException {
        gateway.answers(409, "{\"type\":\"/problems/taken\",\"title\":\"Taken\",\"status\":409}")
                .answers(
                        200,
                        "{\"reports\":5,\"matched\":5,\"faults\":[],\"documents\":[],\"refused\":\"coverage exists\"}");

        assertThat(demarche("declare", definition()).err())
                .isEqualTo(
                        """
                        Taken
                        `demarche projections coverage --json` shows that definition, `demarche delete coverage` deletes the projection.
                        """);
        assertThat(demarche("declare", definition(), "--dry-run", "5"))
                .isEqualTo(
                        new Run(
                                1,
                                """
                                5 of 5 events matched. Nothing was declared.
                                It cannot be declared: coverage exists.
                                """,
                                ""));
    }

    @Test
    void no_force_is_offered_for_what_code_folds() {
        gateway.answers(200, "{\"live\":2,\"declared\":false}")
                .answers(409, "{\"title\":\"Wrong state\",\"status\":409}");

        assertThat(demarche("delete", "positions")).isEqualTo(new Run(1, "", "Wrong state\n"));
    }
}
