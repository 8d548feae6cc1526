package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.demarche.gateway.projection.VersionEvents;
import org.demarche.gateway.projection.VersionEvents.Told;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.view.Mark;
import org.demarche.model.Await;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.demarche.model.fold.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decisions that gateways make automatically, and their records. */
class ReadyTest {

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String REPLAYS = "/v1/projections/positions/replays";
    private static final String BUILT = "/v1/projections/positions/versions/3";
    private static final String POSITION = "/v1/actors/norland/positions/river-treaty";
    private static final Published SAID =
            documents(filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01"));

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
        stack.publish(0, SAID);
        stack.publish(1, Map.of());
        stack.get(POSITION);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void what_has_caught_up_is_served_by_itself_and_its_stream_ends() {
        stack.write("POST", REPLAYS, "");
        var told = CompletableFuture.supplyAsync(() -> VersionEvents.all(stack.uri(), BUILT));
        var first = VersionEvents.until(stack.uri(), BUILT, _ -> true).getFirst();
        assertThat(first.event()).isEqualTo("progress");
        assertThat(first.state()).isEqualTo("replaying");

        build(0, mark(1), SAID.documents());
        build(1, mark(1), Map.of());

        var all = told.join();
        assertThat(all).filteredOn(Told::isEnd).hasSize(1);
        assertThat(all.getLast().event()).isEqualTo("end");
        assertThat(all.getLast().state()).isEqualTo("live");
        assertThat(all.getLast().version().at("/progress/folded").asInt()).isEqualTo(2);
        assertThat(stack.await(_ -> true).projection("positions").orElseThrow().epoch())
                .isEqualTo(3);
        assertThat(version()).isEqualTo("positions/3");
    }

    @Test
    void what_lacks_an_event_of_one_partition_is_not_ready() {
        stack.write("POST", REPLAYS, "");
        build(0, mark(1), SAID.documents());

        var told = progresses(2);

        assertThat(told.state()).isEqualTo("replaying");
        assertThat(told.version().get("blockers").toString())
                .contains("1 events of the log are not folded yet");
        assertThat(told.version().at("/progress/partitions/0/folded").asInt()).isEqualTo(1);
    }

    @Test
    void what_was_there_and_what_came_since_are_told_apart() {
        stack.write("POST", REPLAYS, "");
        progresses(2);
        stack.log(1);
        progresses(3);

        build(0, mark(1), SAID.documents());
        build(1, mark(1), Map.of());

        VersionEvents.until(stack.uri(), BUILT, told -> told.state().equals("catching-up"));
        assertThat(stack.await(_ -> true).version(NEXT).orElseThrow().label())
                .isEqualTo("replaying");
    }

    @Test
    void more_that_could_not_be_folded_keeps_it_back() {
        stack.write("POST", REPLAYS, "");
        var letter = new Mark.DeadLetter(0, "no body");
        build(0, new Mark(1, 1, Reports.RECORDED, letter, false), SAID.documents());
        build(1, mark(1), Map.of());
        awaitState("ready");

        var told = progresses(3);

        assertThat(told.state()).isEqualTo("ready");
        assertThat(told.version().get("blockers").toString())
                .isEqualTo("[\"It could not fold 1 events; positions/2 could not fold 0\"]");
        assertThat(told.version().at("/progress/lastError").asText())
                .isEqualTo("offset 0 of partition 0: no body");
        assertThat(stack.write("POST", BUILT + "/promotion", "").statusCode()).isEqualTo(409);
        assertThat(stack.write("POST", BUILT + "/promotion", "{\"force\":true}").statusCode())
                .isEqualTo(200);
        assertThat(version()).isEqualTo("positions/3");
    }

    @Test
    void another_count_of_documents_keeps_it_back_until_they_are_there() {
        stack.write("POST", REPLAYS, "");
        build(0, mark(1), Map.of());
        build(1, mark(1), Map.of());
        awaitState("ready");

        var told = progresses(3);

        assertThat(told.state()).isEqualTo("ready");
        assertThat(told.version().get("blockers").toString())
                .contains(
                        "It has 0 documents, and the live version positions/2 has 1: the numbers may differ by 10 %");
        build(0, mark(1), SAID.documents());
        awaitState("live");
        assertThat(version()).isEqualTo("positions/3");
    }

    @Test
    void a_rule_by_which_most_shifts_are_gone_waits_for_a_person() {
        var ties = ties(10);
        stack.publish(0, Published.by(Rule.LATEST_OWN_1, ties));
        stack.write("POST", REPLAYS, "");
        var documents = new HashMap<>(SAID.documents());
        documents.putAll(Published.by(Rule.LATEST_OWN_2, ties).documents());
        build(0, mark(1 + ties.length), documents);
        build(1, mark(1), Map.of());
        awaitState("ready");

        var told = progresses(3);

        assertThat(told.state()).isEqualTo("ready");
        assertThat(told.version().get("blockers").toString())
                .isEqualTo(
                        "[\"It has 3 documents, and the live version positions/2 has 13: the numbers may differ by 10 %\"]");
        assertThat(version()).isEqualTo("positions/2");
        assertThat(stack.write("POST", BUILT + "/promotion", "").statusCode()).isEqualTo(409);
        assertThat(stack.write("POST", BUILT + "/promotion", "{\"force\":true}").statusCode())
                .isEqualTo(200);
        assertThat(version()).isEqualTo("positions/3");
    }

    /**
     * Days with two stances: by the first rule the later id decides, by the second nothing does.
     */
    private static ReportEvent[] ties(int days) {
        var ties = new ArrayList<ReportEvent>();
        ties.add(filed("norland", "tolls", "r", Stance.FAVOR, "2024-01-01"));
        for (var day = 1; day <= days; day++) {
            var on = "2024-02-%02d".formatted(day);
            var later = day % 2 == 0 ? Stance.FAVOR : Stance.AGAINST;
            var other = day % 2 == 0 ? Stance.AGAINST : Stance.FAVOR;
            ties.add(filed("norland", "tolls", "a" + day, other, on));
            ties.add(filed("norland", "tolls", "b" + day, later, on));
        }
        return ties.toArray(ReportEvent[]::new);
    }

    @Test
    void what_is_kept_back_for_good_is_told_to_its_end() {
        stack.write("POST", REPLAYS, "");
        build(0, mark(1), Map.of());
        build(1, mark(1), Map.of());

        var last = VersionEvents.all(stack.uri(), BUILT).getLast();

        assertThat(last.isEnd()).isTrue();
        assertThat(last.state()).isEqualTo("ready");
        assertThat(last.version().get("blockers").toString()).contains("It has 0 documents");
    }

    @Test
    void by_hand_it_is_ready_and_no_more() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");
        build(0, mark(1), SAID.documents());
        build(1, mark(1), Map.of());

        var last = VersionEvents.all(stack.uri(), BUILT).getLast();

        assertThat(last.isEnd()).isTrue();
        assertThat(last.state()).isEqualTo("ready");
        assertThat(last.version().get("blockers")).isEmpty();
        assertThat(version()).isEqualTo("positions/2");
    }

    @Test
    void one_that_ends_at_an_instant_is_served_by_hand_and_holds_nobody_up() {
        stack.write("POST", REPLAYS, "{\"until\":\"2025-01-01T00:00:00Z\",\"within\":1000}");
        build(0, new Mark(1, 0, Reports.RECORDED, null, false), SAID.documents());
        build(1, new Mark(0, 0, Instant.EPOCH, null, true), Map.of());
        assertThat(VersionEvents.all(stack.uri(), BUILT).getLast().state()).isEqualTo("ready");

        var promoted = stack.write("POST", BUILT + "/promotion", "");

        assertThat(promoted.statusCode()).as(promoted.body()).isEqualTo(200);
        assertThat(version()).isEqualTo("positions/3");
        stack.write("POST", "/v1/projections/positions/rollback", "");
        assertThat(version()).isEqualTo("positions/2");
    }

    @Test
    void a_pause_ends_the_stream_too() {
        stack.write("POST", REPLAYS, "");
        var told = CompletableFuture.supplyAsync(() -> VersionEvents.all(stack.uri(), BUILT));
        progresses(1);

        stack.write("PATCH", BUILT, "{\"state\":\"paused\"}");

        assertThat(told.join().getLast().state()).isEqualTo("paused");
    }

    @Test
    void two_gateways_decide_once() {
        var other = stack.startAnother();
        stack.write("POST", REPLAYS, "");
        build(0, mark(1), SAID.documents());
        build(1, mark(1), Map.of());

        assertThat(VersionEvents.all(other, BUILT).getLast().state()).isEqualTo("live");

        var projection = awaitState("live").projection("positions").orElseThrow();
        assertThat(projection.epoch()).as("started, ready, promoted").isEqualTo(3);
        assertThat(projection.previous()).isPresent();
        assertThat(version()).isEqualTo("positions/3");
    }

    @ParameterizedTest
    @CsvSource({"2, 3 2", "1, 3", "0, 3"})
    void as_many_stand_by_as_somebody_wanted_who_promoted_one_before(int keep, String standbys) {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");
        build(0, mark(1), SAID.documents());
        build(1, mark(1), Map.of());
        awaitState("ready");
        stack.write("POST", BUILT + "/promotion", "{\"keep\":%d}".formatted(keep));
        assertThat(version()).isEqualTo("positions/3");

        stack.write("POST", REPLAYS, "");
        var last = new VersionId("positions", 4);
        stack.build(last, 0, mark(1), SAID.documents());
        stack.build(last, 1, mark(1), Map.of());

        var catalog = stack.await(one -> one.version(last).orElseThrow().label().equals("live"));
        assertThat(catalog.projection("positions").orElseThrow().standbysOf(4))
                .extracting(String::valueOf)
                .containsExactly(standbys.split(" "));
    }

    @Test
    void a_hundred_are_told_and_when_one_has_gone_another_may_come() throws Exception {
        stack.write("POST", REPLAYS, "");
        try (var client = HttpClient.newHttpClient()) {
            var told = new ArrayList<InputStream>();
            for (var n = 0; n < 100; n++) {
                var one = listen(client);
                assertThat(one.statusCode()).isEqualTo(200);
                assertThat(one.body().read()).isPositive();
                told.add(one.body());
            }

            var refused = listen(client);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(new String(refused.body().readAllBytes(), UTF_8))
                    .contains("100 streams about versions are open already");

            told.removeFirst().close();
            Await.until(
                    "there is room for another",
                    () -> {
                        var next = listen(client);
                        assertThat(next.statusCode()).isIn(200, 503);
                        told.add(next.body());
                        return next.statusCode() == 200;
                    });
            for (var one : told) {
                one.close();
            }
        }
    }

    private HttpResponse<InputStream> listen(HttpClient client) throws Exception {
        var request =
                HttpRequest.newBuilder(stack.uri().resolve(BUILT))
                        .header("Accept", "text/event-stream")
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private Catalog awaitState(String state) {
        return stack.await(catalog -> catalog.version(NEXT).orElseThrow().label().equals(state));
    }

    /** The last of so many, which are a second apart: by then it has been looked at. */
    private Told progresses(int count) {
        var left = new int[] {count};
        return VersionEvents.until(stack.uri(), BUILT, _ -> --left[0] == 0).getLast();
    }

    private void build(int partition, Mark mark, Map<String, byte[]> documents) {
        stack.build(NEXT, partition, mark, documents);
    }

    private static Mark mark(long next) {
        return new Mark(next, 0, Reports.RECORDED);
    }

    /** The answer to a client that has seen the version's state. */
    private String version() {
        var seen = stack.get(BUILT).headers().firstValue(Token.HEADER).orElseThrow();
        var response = stack.get(POSITION, Token.HEADER, seen);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.headers().firstValue("Demarche-Version").orElseThrow();
    }
}
