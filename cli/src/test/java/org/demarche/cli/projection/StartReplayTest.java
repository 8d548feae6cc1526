package org.demarche.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

/** A replay is started as asked, where none is running. */
class StartReplayTest extends ReplayCalls {

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
                                It is live now; `demarche rollback positions` goes back to the previous version.
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
    void detached_it_says_what_is_at_rest() {
        gateway.answers(200, LIVE);

        assertThat(demarche("replay", "positions", "--follow", "3", "--detach").out())
                .startsWith("positions/3 is live: 4,000 events");
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
    void a_number_is_not_for_who_starts_one() {
        assertThat(demarche("replay", "positions", "3"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "A replay chooses its number itself; to watch version 3, add --follow.\n"));
        assertThat(gateway.asked()).isEmpty();
    }
}
