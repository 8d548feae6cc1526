package org.demarche.gateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import org.demarche.gateway.Stack;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How entries stood before. */
class EntryRevisionsTest {

    private static final Instant SINCE = Instant.parse("2025-03-01T12:00:00Z");

    private static Stack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.start();
        stack.register(
                entry(
                        EntryType.ACTOR,
                        "norland",
                        "{'kind': 'state', 'name': 'Norland', 'aliases': ['Old Norland'], 'code': 'NOR'}"),
                Stack.past(
                        SINCE,
                        """
                        "recordedBy": "Desk, night", "complete": true, "earlier": [
                        {"recorded": "2025-02-01T00:00:00Z", "recordedBy": "Keeper",
                         "entry": {"id": "norland", "kind": "state", "name": "Old Norland", "aliases": [], "code": "NOR", "memberOf": []}},
                        {"recorded": "2025-01-01T00:00:00Z",
                         "entry": {"id": "norland", "kind": "state", "name": "Older Norland", "aliases": [], "memberOf": []}}]"""));
        stack.register(entry(EntryType.ACTOR, "sudland", "{'kind': 'state', 'name': 'Sudland'}"));
        stack.register(
                entry(
                        EntryType.ACTOR,
                        "nordmark",
                        "{'kind': 'state', 'name': 'Nordmark', 'mergedInto': 'norland'}"),
                Stack.past(
                        SINCE,
                        """
                        "complete": true, "earlier": [
                        {"recorded": "2025-01-01T00:00:00Z",
                         "entry": {"id": "nordmark", "kind": "state", "name": "Nordmark", "aliases": [], "memberOf": []}}]"""));
        stack.register(
                SINCE,
                entry(EntryType.ISSUE, "dam", "{'name': 'The dam', 'proposition': 'Build it'}"),
                entry(EntryType.OUTLET, "daily", "{'name': 'Daily', 'kind': 'newspaper'}"));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static RegistryEntry entry(EntryType type, String id, String json) throws Exception {
        return EntryCodec.read(type, id, json.replace('\'', '"').getBytes(UTF_8));
    }

    private static JsonNode read(String path) throws Exception {
        var response = stack.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonMapper().readTree(response.body());
    }

    @Test
    void revisions_say_when_and_what_the_newest_first() throws Exception {
        var json = read("/v1/actors/Old%20Norland/revisions");

        assertThat(json.get("id").asText()).isEqualTo("norland");
        assertThat(json.get("complete").asBoolean()).isTrue();
        assertThat(json.get("items").findValuesAsText("recorded"))
                .containsExactly(
                        "2025-03-01T12:00:00Z", "2025-02-01T00:00:00Z", "2025-01-01T00:00:00Z");
        assertThat(json.get("items").findValuesAsText("name"))
                .containsExactly("Norland", "Old Norland", "Older Norland");
        assertThat(json.at("/items/0/changed").toString()).isEqualTo("[\"aliases\",\"name\"]");
        assertThat(json.at("/items/1/changed").toString()).isEqualTo("[\"code\",\"name\"]");
        assertThat(json.at("/items/2").has("changed")).isFalse();
        assertThat(json.at("/items/0/recordedBy").asText()).isEqualTo("Desk, night");
        assertThat(json.at("/items/1/recordedBy").asText()).isEqualTo("Keeper");
        assertThat(json.at("/items/2").has("recordedBy")).isFalse();
    }

    @Test
    void the_history_of_an_entry_of_an_earlier_release_begins_with_how_it_stands()
            throws Exception {
        var json = read("/v1/actors/sudland/revisions");

        assertThat(json.get("complete").asBoolean()).isFalse();
        assertThat(json.get("items").findValuesAsText("name")).containsExactly("Sudland");
    }

    @ParameterizedTest
    @CsvSource({"/v1/issues/dam, The dam", "/v1/outlets/daily, Daily"})
    void issues_and_outlets_have_a_history_too(String path, String name) throws Exception {
        assertThat(read(path + "/revisions").at("/items/0/entry/name").asText()).isEqualTo(name);
        assertThat(read(path + "?asKnown=2025-03-01").get("name").asText()).isEqualTo(name);
        assertThat(stack.get(path + "?asKnown=2025-02-28").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "norland, 2025-01-01, Older Norland",
        "norland, 2025-01-31T23:59:59.999Z, Older Norland",
        "Norland, 2025-02-01T00:00:00Z, Old Norland",
        "nor, 2025-03-01T11:59:59.999Z, Old Norland",
        "norland, 2025-03-01, Norland",
        "norland, 2039-01-01, Norland",
    })
    void an_entry_is_read_as_it_stood(String name, String asKnown, String stood) throws Exception {
        assertThat(read("/v1/actors/%s?asKnown=%s".formatted(name, asKnown)).get("name").asText())
                .isEqualTo(stood);
    }

    @Test
    void as_it_stands_it_is_the_same_bytes_under_the_same_tag() {
        var now = stack.get("/v1/actors/norland");

        var then = stack.get("/v1/actors/norland?asKnown=2039-01-01");

        assertThat(then.body()).isEqualTo(now.body());
        assertThat(then.headers().firstValue("ETag")).isEqualTo(now.headers().firstValue("ETag"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    norland | The actor norland was registered later, at 2025-01-01T00:00:00Z
                    sudland | The history of the actor sudland begins at 20
                    """)
    void before_its_history_there_is_nothing_and_the_answer_says_why(String name, String detail) {
        var response = stack.get("/v1/actors/%s?asKnown=2024-12-31".formatted(name));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains(detail);
    }

    @Test
    void a_merged_entry_has_a_past_of_its_own() throws Exception {
        assertThat(stack.get("/v1/actors/nordmark").statusCode()).isEqualTo(308);
        assertThat(stack.get("/v1/actors/nordmark/positions?asKnown=2025-01-01").statusCode())
                .isEqualTo(308);
        var then = read("/v1/actors/nordmark?asKnown=2025-02-01");
        assertThat(then.get("id").asText()).isEqualTo("nordmark");
        assertThat(then.has("mergedInto")).isFalse();
        assertThat(read("/v1/actors/nordmark/revisions").at("/items/0/changed").toString())
                .contains("\"mergedInto\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/actors/norland?asKnown=soon",
                "/v1/actors/norland?asOf=2025-01-01",
                "/v1/actors/norland/revisions?asKnown=2025-01-01"
            })
    void what_does_not_say_a_time_is_refused(String path) {
        assertThat(stack.get(path).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/actors/norlnad/revisions", "/v1/actors/norlnad?asKnown=2025-01-01"})
    void an_unknown_name_gets_the_nearest(String path) {
        var response = stack.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("Norland");
    }

    @Test
    void an_export_has_the_past() throws Exception {
        var line = stack.get("/v1/export/registry").body().lines().toList().get(1);

        var past = new JsonMapper().readTree(line).get("past");
        assertThat(past.get("recorded").asText()).isEqualTo(SINCE.toString());
        assertThat(past.get("recordedBy").asText()).isEqualTo("Desk, night");
        assertThat(past.at("/earlier/0/recordedBy").asText()).isEqualTo("Keeper");
        assertThat(past.get("earlier").findValuesAsText("name"))
                .containsExactly("Old Norland", "Older Norland");
    }
}
