package org.demarche.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.Main;
import org.demarche.cli.Run;
import org.demarche.cli.client.Gateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, watching, and what a replay ends with. */
class StartReplayTest {

    private static final String STARTED =
            "{\"projection\":\"positions\",\"version\":3,\"state\":\"replaying\"}";
    private static final String LIVE =
            "{\"projection\":\"positions\",\"version\":3,\"state\":\"live\",\"progress\":{\"folded\":4000,\"total\":4000,\"documents\":1200,\"deadLetters\":0}}";

    @TempDir Path home;

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void a_replay_is_started_as_asked_and_watched_to_its_end() {
        gateway.answers(201, STARTED)
                .answers(200, progress(at(1000)) + progress(at(2000)) + end(LIVE))
                .answers(200, "{\"versions\":[{\"version\":2,\"state\":\"standby\"}]}");

        var run =
                demarche(
                        "replay",
                        "positions",
                        "--revision",
                        "3",
                        "--promote",
                        "manual",
                        "--throttle",
                        "500",
                        "--until",
                        "2026-11-25T03:40:00Z",
                        "--within",
                        "10",
                        "--why",
                        "a new rule");

        assertThat(run)
                .isEqualTo(
                        new Run(
                                0,
                                """
                                positions/3 is live: 4,000 events, 1,200 documents, no dead letters.
                                It is live now; `demarche rollback positions` goes back to the version before.
                                """,
                                "positions/3: replaying\n"));
        assertThat(gateway.asked())
                .containsExactly(
                        new Asked(
                                "POST /v1/projections/positions/replays",
                                "{\"revision\":3,\"promote\":\"manual\",\"throttle\":500,\"until\":\"2026-11-25T03:40:00Z\",\"within\":10,\"by\":\"%s\",\"why\":\"a new rule\"}"
                                        .formatted(System.getProperty("user.name"))),
                        new Asked("GET /v1/projections/positions/versions/3", ""),
                        new Asked("GET /v1/projections/positions", ""));
        assertThat(gateway.accepted().get(1)).isEqualTo("text/event-stream");
    }

    @Test
    void who_promotes_is_left_to_the_gateway_where_nobody_says() {
        gateway.answers(201, STARTED).answers(200, end(LIVE));

        var _ = demarche("replay", "positions", "--until", "2026-11-25T03:40:00Z");

        assertThat(gateway.asked().getFirst().body())
                .isEqualTo(
                        "{\"until\":\"2026-11-25T03:40:00Z\",\"by\":\"%s\"}"
                                .formatted(System.getProperty("user.name")));
    }

    @Test
    void without_a_terminal_there_is_a_line_every_few_seconds_and_at_each_new_state() {
        var stream = new StringBuilder();
        for (var folded = 100; folded <= 1200; folded += 100) stream.append(progress(at(folded)));
        stream.append(progress(at(4000).replace("replaying", "catching-up")));
        gateway.answers(201, STARTED.replace("\"state\"", "\"throttle\":null,\"state\""))
                .answers(200, stream + end(LIVE));

        assertThat(demarche("replay", "positions").err())
                .isEqualTo(
                        """
                        positions/3: replaying
                        positions/3: 500 of 4,000 events, 900/s, caught up in 7 s
                        positions/3: 1,000 of 4,000 events, 900/s, caught up in 7 s
                        positions/3: 4,000 of 4,000 events, catching-up, 900/s, caught up in 7 s
                        """);
    }

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
    void json_is_the_last_document_and_nothing_else() {
        gateway.answers(201, STARTED).answers(200, progress(at(1000)) + end(LIVE));

        assertThat(demarche("replay", "positions", "--json"))
                .isEqualTo(new Run(0, LIVE + "\n", ""));
    }

    @Test
    void detached_it_says_how_to_watch() {
        gateway.answers(201, STARTED);

        assertThat(demarche("replay", "positions", "--detach"))
                .isEqualTo(
                        new Run(
                                0,
                                "positions/3 is being built: `demarche replay positions --follow 3` shows the progress.\n",
                                ""));
    }

    @Test
    void nothing_is_rolled_back_where_there_is_no_standby() {
        gateway.answers(201, STARTED)
                .answers(200, end(LIVE))
                .answers(200, "{\"versions\":[{\"version\":2,\"state\":\"retired\"}]}");

        assertThat(demarche("replay", "positions").out()).endsWith("\nIt is live now.\n");
    }

    @Test
    void detached_it_says_what_is_at_rest() {
        gateway.answers(200, LIVE);

        assertThat(demarche("replay", "positions", "--follow", "3", "--detach").out())
                .startsWith("positions/3 is live: 4,000 events");
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

    @Test
    void where_one_is_being_built_already_it_says_which_and_how_to_watch_it() {
        gateway.answers(409, "{\"title\":\"A replay is running\",\"status\":409}")
                .answers(200, "{\"name\":\"positions\",\"live\":2,\"building\":3}");

        assertThat(demarche("replay", "positions"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "positions/3 is being built already; a projection builds one version at a time. `demarche replay positions --follow 3` watches it, `demarche cancel positions 3` ends it.\n"));
    }

    @Test
    void another_conflict_is_told_as_it_is() {
        gateway.answers(409, "{\"title\":\"Others were first\",\"status\":409}")
                .answers(200, "{\"name\":\"positions\",\"live\":2,\"building\":null}");

        assertThat(demarche("replay", "positions"))
                .isEqualTo(new Run(1, "", "Others were first\n"));
    }

    @Test
    void a_running_one_is_watched_by_its_number_or_without() {
        gateway.answers(200, at(500))
                .answers(200, end(LIVE))
                .answers(200, "{\"versions\":[]}")
                .answers(200, "{\"name\":\"positions\",\"live\":2,\"building\":3}")
                .answers(200, at(500))
                .answers(200, end(LIVE))
                .answers(200, "{\"versions\":[]}");

        assertThat(demarche("replay", "positions", "--follow", "3").exitCode()).isZero();
        assertThat(demarche("replay", "positions", "--follow").exitCode()).isZero();
        assertThat(gateway.asked().stream().map(Asked::request))
                .containsExactly(
                        "GET /v1/projections/positions/versions/3",
                        "GET /v1/projections/positions/versions/3",
                        "GET /v1/projections/positions",
                        "GET /v1/projections/positions",
                        "GET /v1/projections/positions/versions/3",
                        "GET /v1/projections/positions/versions/3",
                        "GET /v1/projections/positions");
    }

    @Test
    void there_may_be_nothing_to_watch() {
        gateway.answers(200, "{\"name\":\"positions\",\"live\":2,\"building\":null}");

        assertThat(demarche("replay", "positions", "--follow"))
                .isEqualTo(
                        new Run(1, "", "No replay of positions is running; version 2 is live.\n"));
    }

    @Test
    void a_number_is_not_for_who_starts_one() {
        assertThat(demarche("replay", "positions", "3"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "A replay chooses its number itself; to watch version 3, add --follow.\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_stream_that_breaks_off_is_made_again() {
        gateway.answers(201, STARTED)
                .breaksOffAfter(progress(at(1000)) + progress(at(2000)) + "event: end\ndata: {")
                .answers(200, progress(at(2000)) + progress(at(2500)))
                .answers(200, progress(at(3000)) + end(LIVE))
                .answers(200, "{\"versions\":[]}");

        var run = demarche("replay", "positions");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("positions/3 is live: 4,000 events");
        assertThat(gateway.asked()).hasSize(5);
    }

    @Test
    void a_gateway_that_is_away_for_too_long_ends_the_watching_and_says_how_to_come_back()
            throws IOException {
        for (var i = 0; i < 19; i++) gateway.refusesForNow();
        gateway.answers(200, progress(at(2000)));
        var pauses = new ArrayList<Long>();
        var said = new ArrayList<String>();
        var shown = new ArrayList<JsonNode>();
        var following =
                new DocumentFollower(
                        new Gateway(URI.create(gateway.url())),
                        Gateway.JSON.readTree(STARTED),
                        pauses::add,
                        shown::add,
                        said::add);

        assertThatThrownBy(following::toItsEnd)
                .hasMessage(
                        """
                        positions/3 cannot be watched any more. The stream ended before the replay did.
                        The replay goes on. `demarche replay positions --follow 3` shows it again, `demarche cancel positions 3` ends it.""");
        assertThat(pauses)
                .containsExactly(
                        1L, 2L, 3L, 4L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L);
        assertThat(said).containsExactly("Kafka is away.");
        assertThat(shown).containsExactly(Gateway.JSON.readTree(at(2000)));
    }

    @Test
    void a_version_that_is_gone_is_not_asked_for_again() {
        gateway.answers(201, STARTED)
                .answers(404, "{\"title\":\"Unknown version\",\"status\":404}");

        assertThat(demarche("replay", "positions", "--json"))
                .isEqualTo(new Run(1, "", "{\"title\":\"Unknown version\",\"status\":404}\n"));
    }

    @Test
    void ctrl_c_leaves_the_replay_running_and_says_how_to_come_back() throws Exception {
        gateway.answers(201, STARTED).fallsSilentAfter(progress(at(1000)));
        var err = home.resolve("err");
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Ddemarche.home=" + home,
                                Main.class.getName(),
                                "replay",
                                "positions",
                                "--url",
                                gateway.url())
                        .redirectError(err.toFile())
                        .start();
        gateway.awaitSilence();

        process.destroy();

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(Files.readString(err))
                .endsWith(
                        """

                        The replay goes on. `demarche replay positions --follow 3` shows it again, `demarche cancel positions 3` ends it.
                        """);
        assertThat(gateway.asked()).hasSize(2);
    }

    private static String at(int folded) {
        return "{\"projection\":\"positions\",\"version\":3,\"state\":\"replaying\",\"progress\":{\"folded\":%d,\"total\":4000,\"eventsPerSecond\":900,\"caughtUpIn\":7,\"converging\":true,\"stuck\":false}}"
                .formatted(folded);
    }

    private static String progress(String document) {
        return "event: progress\ndata: %s\n\n".formatted(document);
    }

    private static String end(String document) {
        return "event: end\ndata: %s\n\n".formatted(document);
    }

    private Run demarche(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
