package org.demarche.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.registry.EntryType;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in addresses: as people type them, and those that an earlier release gave to several. */
class NamesReadTest {

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        register(
                EntryType.ACTOR,
                "norland",
                "{'kind': 'state', 'name': 'N.R. Norland', 'code': 'NOR', 'aliases': ['Sana\u02bba']}");
        register(EntryType.ACTOR, "j-d-roe", "{'kind': 'person', 'name': 'J.D. Roe'}");
        register(EntryType.ACTOR, "jd-roe", "{'kind': 'person', 'name': 'JD Roe'}");
        register(EntryType.ACTOR, "a-b-lund", "{'kind': 'person', 'name': 'A.B. Lund'}");
        register(
                EntryType.ACTOR,
                "ab-lund",
                "{'kind': 'person', 'name': 'AB Lund', 'mergedInto': 'a-b-lund'}");
        register(EntryType.ISSUE, "dam", "{'name': 'The dam', 'proposition': 'Build it'}");
        register(EntryType.OUTLET, "o-k", "{'name': 'O.K.', 'kind': 'newspaper'}");
        register(EntryType.OUTLET, "ok-tv", "{'name': 'OK', 'kind': 'broadcaster'}");
        stack.publish(documents(filed("norland", "dam", "r1", Stance.FAVOR, "2024-03-01")));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static void register(EntryType type, String id, String json) {
        World.register(stack, type, id, json);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NR Norland",
                "n. r. norland",
                "N.R.\u200b Nor\u00adland",
                "sana'a",
                "Sana\u2019a",
                "NOR",
                "no"
            })
    void an_actor_is_found_by_what_is_typed(String name) {
        var response = stack.get("/v1/actors/%s/positions/dam".formatted(encoded(name)));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("\"actor\":\"norland\"", "\"stance\":\"favor\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/actors/JD%20Roe",
                "/v1/actors/J.%20D.%20Roe/positions",
                "/v1/actors/JD%20Roe/positions/dam",
                "/v1/actors/JD%20Roe/positions/dam/history",
                "/v1/actors/JD%20Roe/ascriptions?direction=of",
                "/v1/actors?memberOf=JD%20Roe",
                "/v1/positions?actor=norland,JD%20Roe",
                "/v1/shifts?actor=JD%20Roe",
                "/v1/statements?actor=JD%20Roe",
                "/v1/statements?speaker=JD%20Roe",
                "/v1/export/statements?format=csv&actor=JD%20Roe",
                "/v1/export/reports?actor=JD%20Roe"
            })
    void a_name_of_several_is_refused_with_all_of_them(String path) {
        var response = stack.get(path);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
        assertThat(response.body())
                .contains(
                        "/problems/ambiguous-name",
                        "the person j-d-roe ('J.D. Roe') and the person jd-roe ('JD Roe'): give the id of the one that you mean",
                        "\"owners\":[{\"id\":\"j-d-roe\",\"kind\":\"person\",\"name\":\"J.D. Roe\"},");
    }

    @Test
    void outlets_too_and_ids_mean_their_entries_all_the_same() {
        assertThat(stack.get("/v1/statements?outlet=ok").statusCode()).isEqualTo(409);
        assertThat(stack.get("/v1/outlets?owner=o.k.").statusCode()).isEqualTo(409);
        assertThat(stack.get("/v1/outlets/ok-tv").statusCode()).isEqualTo(200);
        assertThat(stack.get("/v1/actors/jd-roe").statusCode()).isEqualTo(200);
        assertThat(stack.get("/v1/actors/j-d-roe").statusCode()).isEqualTo(200);
    }

    @Test
    void a_name_of_several_that_are_merged_means_the_one() {
        assertThat(stack.get("/v1/actors/A.%20B.%20Lund").statusCode()).isEqualTo(200);
    }

    @Test
    void what_several_have_is_listed_page_by_page() throws Exception {
        var all = new JsonMapper().readTree(stack.get("/v1/registry/warnings").body());

        assertThat(all.get("items").findValuesAsText("text")).containsExactly("J.D. Roe", "O.K.");
        assertThat(all.at("/items/1/message").asText())
                .isEqualTo(
                        "'O.K.' is the name of the outlet o-k ('O.K.') and the outlet ok-tv ('OK'), so it means none of them: rename one entry, or merge them");
        var first = new JsonMapper().readTree(stack.get("/v1/registry/warnings?limit=1").body());
        assertThat(first.get("items").findValuesAsText("text")).containsExactly("J.D. Roe");
        var next = stack.get("/v1/registry/warnings?limit=1&cursor=" + first.get("next").asText());
        assertThat(new JsonMapper().readTree(next.body()).get("items").findValuesAsText("text"))
                .containsExactly("O.K.");
    }

    @ParameterizedTest
    @CsvSource({
        "type=actor, J.D. Roe",
        "owner=ok-tv, O.K.",
        "type=outlet&owner=o-k, O.K.",
        "type=actor&owner=o-k, ''"
    })
    void what_one_entry_shares_with_others_is_asked_by_its_id(String query, String texts)
            throws Exception {
        var some = new JsonMapper().readTree(stack.get("/v1/registry/warnings?" + query).body());

        assertThat(String.join(" ", some.get("items").findValuesAsText("text"))).isEqualTo(texts);
    }

    /** All parameters that take names of entries. */
    static Stream<String> namedInFilters() {
        return OpenApi.DOCUMENT.operations().stream()
                .filter(one -> one.method().equals("GET"))
                .flatMap(
                        one ->
                                OpenApi.DOCUMENT
                                        .parameters(one)
                                        .filter(NamesReadTest::takesNames)
                                        .map(
                                                parameter ->
                                                        address(one.path())
                                                                + parameter.get("name").asText()
                                                                + "="));
    }

    private static String address(String path) {
        var filled = path.replace("{actorName}", "norland").replace("{issueName}", "dam");
        return filled + (path.equals("/v1/export/statements") ? "?format=csv&" : "?");
    }

    private static boolean takesNames(JsonNode parameter) {
        var schema = parameter.path("schema");
        return parameter.path("in").asText().equals("query")
                && (schema.has("items") ? schema.get("items") : schema)
                        .path("$ref")
                        .asText()
                        .endsWith("/Name");
    }

    /** A speaker may be somebody whom reports give by name alone, and nobody registered. */
    @ParameterizedTest
    @MethodSource("namedInFilters")
    void an_unknown_name_in_a_filter_is_answered_as_in_a_path(String filter) {
        var response = stack.get(filter + "nowhereland");

        if (filter.endsWith("?speaker=")) {
            assertThat(response.statusCode()).isEqualTo(200);
            return;
        }
        var inPath = OpenApi.json(stack.get("/v1/actors/nowhereland").body());
        var problem = OpenApi.json(response.body());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
        assertThat(problem.get("type")).isEqualTo(inPath.get("type"));
        assertThat(names(problem)).isEqualTo(names(inPath));
        assertThat(problem.get("detail").asText()).endsWith(" is called 'nowhereland'");
    }

    private static List<String> names(JsonNode problem) {
        return problem.propertyStream().map(Map.Entry::getKey).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/actors/Norlnad, NR Norlnad",
        "/v1/actors/N.R.%20Norlnad/positions/dam, N.R. Norland",
        "/v1/actors/norland/positions/teh%20dam, The dam",
    })
    void an_unknown_name_in_a_path_gets_the_nearest(String path, String nearest) {
        var response = stack.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .contains("\"suggestions\":[")
                .contains(nearest.startsWith("NR") ? "norland" : nearest);
    }
}
