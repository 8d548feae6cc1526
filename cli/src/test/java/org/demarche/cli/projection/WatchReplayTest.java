package org.demarche.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.Main;
import org.demarche.cli.Run;
import org.demarche.cli.client.Gateway;
import org.junit.jupiter.api.Test;

/** A replay is watched as long as its stream can be read, and goes on without who watches. */
class WatchReplayTest extends ReplayCalls {

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
                        The replay continues. `demarche replay positions --follow 3` shows it again, `demarche cancel positions 3` ends it.""");
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

                        The replay continues. `demarche replay positions --follow 3` shows it again, `demarche cancel positions 3` ends it.
                        """);
        assertThat(gateway.asked()).hasSize(2);
    }
}
