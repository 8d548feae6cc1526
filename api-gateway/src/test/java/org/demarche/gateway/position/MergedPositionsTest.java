package org.demarche.gateway.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.ascribed;
import static org.demarche.gateway.Reports.filed;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.model.Stance.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.demarche.gateway.LiveLog;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries that were merged are read as one, and a whole with its parts, by today's registry. */
class MergedPositionsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String TREATY = "/v1/actors/norland/positions/river-treaty";
    private static final List<String> READS =
            List.of(
                    TREATY,
                    "/v1/actors/norland/positions",
                    "/v1/issues/river-treaty/positions",
                    "/v1/positions");

    private Stack stack;
    private LiveLog log;

    @BeforeEach
    void start() {
        stack = Stack.start();
        stack.register(
                Reports.NORLAND,
                Reports.SUDLAND,
                actor("nordland", null),
                actor("sudmark", null),
                Reports.TREATY,
                issue("stream-treaty", null),
                outlet("daily", null),
                outlet("herald", null),
                ministry(new Actor.Part("norland", null, day("2024-01-01"), day("2024-12-31"))));
        log = new LiveLog(stack);
        log.append(
                filed("norland", "river-treaty", "r1", FAVOR, "2024-03-01"),
                filed("nordland", "river-treaty", "r1", AGAINST, "2024-04-01", "herald", null),
                filed("norland", "stream-treaty", "r1", CONDITIONAL, "2024-02-01"),
                ascribed(
                        "sudland", "norland", "river-treaty", "r2", AGAINST, "2024-03-05", "daily"),
                ascribed("sudmark", "norland", "river-treaty", "r3", FAVOR, "2024-03-06", "daily"),
                ascribed(null, "norland", "river-treaty", "r4", NONE, "2024-03-07", "herald"),
                filed("ministry", "river-treaty", "r1", CONDITIONAL, "2024-05-01"),
                filed("ministry", "river-treaty", "r2", AGAINST, "2025-05-01"));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void a_merged_actor_is_one_with_the_other_on_every_read_until_they_are_parted() {
        var apart = READS.stream().map(path -> stack.get(path).body()).toList();
        assertThat(inAllReads()).containsOnly("favor since 2024-03-01, 1 of 1");

        stack.register(actor("nordland", "norland"));
        assertThat(inAllReads()).containsOnly("against since 2024-04-01, 1 of 2");
        assertThat(actorsOn()).containsExactly("ministry", "norland");
        assertThat(pairs(""))
                .containsExactly(
                        "ministry/river-treaty", "norland/river-treaty", "norland/stream-treaty");
        assertThat(pairs("?actor=nordland&issue=river-treaty"))
                .containsExactly("norland/river-treaty");
        assertThat(stack.get("/v1/actors/nordland/positions/river-treaty?asOf=2024-03-31"))
                .satisfies(
                        moved -> {
                            assertThat(moved.statusCode()).isEqualTo(308);
                            assertThat(moved.headers().firstValue("Location"))
                                    .contains(TREATY + "?asOf=2024-03-31");
                        });
        assertThat(summary(json(TREATY + "?asOf=2024-03-31")))
                .isEqualTo("favor since 2024-03-01, 1 of 1");
        assertThat(summary(json(TREATY + "?asKnown=" + LiveLog.recorded(0))))
                .isEqualTo("favor since 2024-03-01, 1 of 1");

        log.append(filed("nordland", "river-treaty", "r9", FAVOR, "2024-06-01"));
        assertThat(inAllReads()).containsOnly("favor since 2024-06-01, 1 of 3");
        log.append(Reports.retracted("nordland", "river-treaty", "r9"));
        assertThat(inAllReads()).containsOnly("against since 2024-04-01, 1 of 2");

        stack.register(actor("nordland", null));
        assertThat(READS.subList(0, 2).stream().map(path -> stack.get(path).body()))
                .isEqualTo(apart.subList(0, 2));
        assertThat(actorsOn()).containsExactly("ministry", "nordland", "norland");
    }

    @Test
    void a_merged_issue_is_one_with_the_other_on_every_read() {
        stack.register(issue("stream-treaty", "river-treaty"));

        assertThat(inAllReads()).containsOnly("favor since 2024-03-01, 1 of 2");
        assertThat(json(TREATY).at("/previous/stance").asText()).isEqualTo("conditional");
        assertThat(json("/v1/actors/norland/positions").get("items")).hasSize(1);
        assertThat(pairs("?issue=stream-treaty"))
                .containsExactly(
                        "ministry/river-treaty", "nordland/river-treaty", "norland/river-treaty");
    }

    @Test
    void merged_outlets_are_one_outlet_and_one_origin() {
        stack.register(actor("nordland", "norland"));
        assertThat(json(TREATY).at("/heard/outlets").asInt()).isEqualTo(2);

        stack.register(outlet("herald", "daily"));
        for (var position : positions()) {
            assertThat(position.at("/heard/outlets").asInt()).isEqualTo(1);
            assertThat(position.at("/heard/origins").asInt()).isEqualTo(1);
            assertThat(position.at("/ascribed/2/by").asText()).isEqualTo("daily");
        }
    }

    @Test
    void merged_ascribers_say_one_thing_the_last() {
        assertThat(json(TREATY).get("ascribedCount").asInt()).isEqualTo(3);

        stack.register(actor("sudmark", "sudland"));
        for (var position : positions()) {
            assertThat(position.get("ascribedCount").asInt()).isEqualTo(2);
            assertThat(position.at("/ascribed/0/by").asText()).isEqualTo("sudland");
            assertThat(position.at("/ascribed/0/stance").asText()).isEqualTo("favor");
        }
    }

    @Test
    void a_merged_speaker_is_named_by_the_other_id() {
        stack.register(actor("grace-holm", null), actor("ada-lund", "grace-holm"));

        for (var position : positions()) {
            assertThat(position.at("/latest/speaker").asText()).isEqualTo("grace-holm");
        }
    }

    @Test
    void where_nothing_that_it_depends_on_is_merged_the_stored_bytes_are_served() {
        var stored = stack.get(TREATY);
        stack.register(actor("elsewhere", null), actor("beyond", "elsewhere"));
        var now = stack.get(TREATY);

        assertThat(now.body()).isEqualTo(stored.body());
        assertThat(now.headers().firstValue("ETag")).isEqualTo(stored.headers().firstValue("ETag"));
    }

    @Test
    void a_whole_with_its_parts_hears_them_on_the_days_on_which_they_are_parts() {
        assertThat(summary(json(TREATY + "?scope=own")))
                .isEqualTo("favor since 2024-03-01, 1 of 1");
        assertThat(summary(json(TREATY + "?scope=with-parts")))
                .isEqualTo("conditional since 2024-05-01, 1 of 2");
        assertThat(summary(json(TREATY + "?scope=with-parts&asOf=2024-04-30")))
                .isEqualTo("favor since 2024-03-01, 1 of 1");
        var listed = json("/v1/actors/norland/positions?scope=with-parts").get("items");
        assertThat(listed).hasSize(2);
        assertThat(summary(listed.get(0))).isEqualTo("conditional since 2024-05-01, 1 of 2");

        stack.register(ministry(new Actor.Part("norland", null, day("2024-01-01"), null)));
        assertThat(summary(json(TREATY + "?scope=with-parts")))
                .isEqualTo("against since 2025-05-01, 1 of 3");

        log.append(filed("ministry", "river-treaty", "r3", FAVOR, "2025-06-01"));
        assertThat(summary(json(TREATY + "?scope=with-parts")))
                .isEqualTo("favor since 2025-06-01, 1 of 4");

        stack.register(ministry());
        assertThat(summary(json(TREATY + "?scope=with-parts")))
                .isEqualTo("favor since 2024-03-01, 1 of 1");
    }

    @Test
    void pages_go_on_behind_merged_entries() {
        stack.register(actor("nordland", "norland"));
        var all = new ArrayList<String>();
        var cursor = "";
        do {
            var page = json("/v1/positions?limit=1" + cursor);
            page.get("items").forEach(item -> all.add(pair(item)));
            cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asText();
        } while (!cursor.isEmpty());

        assertThat(all)
                .containsExactly(
                        "ministry/river-treaty", "norland/river-treaty", "norland/stream-treaty");
    }

    /** Norland's position on the treaty, as each read has it. */
    private List<JsonNode> positions() {
        return READS.stream()
                .map(this::json)
                .map(answer -> answer.has("stance") ? answer : norlandOnTreaty(answer.get("items")))
                .toList();
    }

    private static JsonNode norlandOnTreaty(JsonNode list) {
        for (var one : list) {
            if (pair(one).equals("norland/river-treaty")) {
                return one;
            }
        }
        throw new AssertionError("Not listed in " + list);
    }

    private List<String> inAllReads() {
        return positions().stream().map(MergedPositionsTest::summary).toList();
    }

    private static String summary(JsonNode position) {
        return "%s since %s, %d of %d"
                .formatted(
                        position.get("stance").asText(),
                        position.get("since").asText(),
                        position.at("/counts/statements").asInt(),
                        position.at("/heard/statements").asInt());
    }

    private List<String> actorsOn() {
        return json("/v1/issues/river-treaty/positions").get("items").findValuesAsText("actor");
    }

    private List<String> pairs(String query) {
        var pairs = new ArrayList<String>();
        json("/v1/positions" + query).get("items").forEach(item -> pairs.add(pair(item)));
        return pairs;
    }

    private static String pair(JsonNode position) {
        return position.get("actor").asText() + '/' + position.get("issue").asText();
    }

    private JsonNode json(String path) {
        var response = stack.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Actor actor(String id, @Nullable String mergedInto) {
        return new Actor(
                id,
                Actor.Kind.STATE,
                id,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                mergedInto);
    }

    private static Actor ministry(Actor.Part... memberOf) {
        return new Actor(
                "ministry",
                Actor.Kind.ORGANIZATION,
                "Ministry",
                List.of(),
                null,
                null,
                null,
                null,
                List.of(memberOf),
                null,
                null,
                List.of(),
                null);
    }

    private static Issue issue(String id, @Nullable String mergedInto) {
        return new Issue(id, id + " should be kept", id, List.of(), null, mergedInto);
    }

    private static Outlet outlet(String id, @Nullable String mergedInto) {
        return new Outlet(
                id, id, List.of(), Outlet.Kind.NEWSPAPER, null, null, null, List.of(), mergedInto);
    }

    private static Edtf day(String day) {
        return Edtf.parse(day);
    }
}
