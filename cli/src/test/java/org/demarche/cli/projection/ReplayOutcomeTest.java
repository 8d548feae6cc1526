package org.demarche.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A replay ends with what it came to, and what to do next. */
class ReplayOutcomeTest extends ReplayCalls {

    @Test
    void how_long_it_took_is_told() {
        gateway.answers(
                        201,
                        STARTED.replace(
                                "\"state\"", "\"startedAt\":\"2020-01-01T00:00:00Z\",\"state\""))
                .answers(200, end(LIVE));

        assertThat(demarche("replay", "positions").out())
                .matches("(?s)positions/3 is live: 4,000 events in \\d+ h( \\d+ min)?, 1,200 .*");
    }

    @Test
    void nothing_is_rolled_back_where_there_is_no_standby() {
        gateway.answers(201, STARTED)
                .answers(200, end(LIVE))
                .answers(200, "{\"versions\":[{\"version\":2,\"state\":\"retired\"}]}");

        assertThat(demarche("replay", "positions").out()).endsWith("\nIt is live now.\n");
    }

    @Test
    void one_that_waits_to_be_promoted_says_what_blocks_it_and_what_to_do() {
        var ready =
                LIVE.replace("\"live\"", "\"ready\"")
                        .replace("\"deadLetters\":0", "\"deadLetters\":2")
                        .replace(
                                "\"progress\"",
                                "\"blockers\":[\"2 dead letters\",\"40 % fewer documents\"],\"progress\"");
        gateway.answers(201, STARTED)
                .answers(200, end(ready))
                .answers(200, "{\"versions\":[{\"version\":2,\"state\":\"live\"}]}");

        var run = demarche("replay", "positions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        """
                        positions/3 is ready: 4,000 events, 1,200 documents, 2 dead letters.
                        It was not promoted automatically:
                          2 dead letters
                          40 % fewer documents
                        `demarche diff positions 3` shows the differences from the live version, `demarche promote positions 3` makes it live (with --force).
                        """);
    }

    @Test
    void one_that_a_person_promotes_has_come_to_its_end_whatever_speaks_against_it() {
        var ready =
                LIVE.replace(
                        "\"live\"",
                        "\"ready\",\"promote\":\"manual\",\"blockers\":[\"It lacks one\"]");
        gateway.answers(201, STARTED).answers(200, end(ready));

        assertThat(demarche("replay", "positions", "--promote", "manual").exitCode()).isZero();
    }

    @Test
    void one_that_stays_blocked_is_watched_no_longer() throws IOException {
        var blocked =
                LIVE.replace("\"live\"", "\"ready\"")
                        .replace("\"progress\"", "\"blockers\":[\"It lacks one\"],\"progress\"");
        var free = blocked.replace("\"It lacks one\"", "");
        gateway.answers(201, STARTED)
                .fallsSilentAfter(
                        progress(blocked).repeat(9) + progress(free) + progress(blocked).repeat(10))
                .answers(200, "{\"versions\":[]}");

        var run = demarche("replay", "positions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("It was not promoted automatically:\n  It lacks one\n");
        assertThat(run.err()).contains("positions/3: 4,000 of 4,000 events, ready, It lacks one\n");
    }

    @Test
    void one_that_somebody_paused_says_how_it_goes_on() {
        gateway.answers(201, STARTED).answers(200, end(LIVE.replace("\"live\"", "\"paused\"")));

        var run = demarche("replay", "positions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        """
                        positions/3 is paused: 4,000 events, 1,200 documents, no dead letters.
                        `demarche resume positions 3` resumes it, `demarche cancel positions 3` ends it.
                        """);
    }

    @Test
    void one_that_failed_is_an_answer_of_no_with_the_reason() {
        var failed =
                LIVE.replace("\"live\"", "\"failed\",\"reason\":\"partition 3 cannot be folded\"")
                        .replace(
                                "\"folded\"",
                                "\"lastError\":\"NoSuchElementException\",\"folded\"");
        gateway.answers(201, STARTED).answers(200, end(failed));

        var run = demarche("replay", "positions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        """
                        positions/3 failed: 4,000 events, 1,200 documents, no dead letters.
                        partition 3 cannot be folded
                        NoSuchElementException
                        Its documents are kept for inspection, until `demarche cancel positions 3`.
                        """);
    }

    @Test
    void one_that_somebody_cancelled_is_an_answer_of_no() {
        var gone = STARTED.replace("\"replaying\"", "\"cancelled\",\"progress\":null");
        gateway.answers(201, STARTED).answers(200, end(gone));

        var run = demarche("replay", "positions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("positions/3 was cancelled.\n");
    }
}
