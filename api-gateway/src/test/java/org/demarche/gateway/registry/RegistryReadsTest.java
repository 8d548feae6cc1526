package org.demarche.gateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.demarche.gateway.Stack;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registry searched and filtered, and what was merged in it. */
class RegistryReadsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        register(EntryType.ACTOR, "arvenia", "state", "Arvenia", "");
        register(EntryType.ACTOR, "belmora", "state", "Belmora", "");
        register(EntryType.ACTOR, "kingdom", "state", "Kingdom", "'mergedInto': 'old-arvenia'");
        register(EntryType.ACTOR, "old-arvenia", "state", "Old Arvenia", "'mergedInto': 'arvenia'");
        register(
                EntryType.ACTOR,
                "ministry",
                "organization",
                "Ministry",
                "'memberOf': [{'actor': 'old-arvenia', 'from': '2010', 'to': '2019-06-30'}]");
        register(
                EntryType.ACTOR,
                "ida-reyes",
                "person",
                "Ida Reyes",
                "'memberOf': [{'actor': 'arvenia', 'role': 'Minister', 'from': '2018-05-01'}]");
        register(EntryType.ISSUE, "peace", "", "Peace", "");
        register(EntryType.ISSUE, "river-treaty", "", "River treaty", "'parent': 'truce'");
        register(EntryType.ISSUE, "truce", "", "Truce", "'mergedInto': 'peace'");
        register(EntryType.OUTLET, "courier", "newspaper", "Courier", "'owner': 'arvenia'");
        register(EntryType.OUTLET, "holding", "other", "Holding", "");
        register(EntryType.OUTLET, "gazette", "newspaper", "Gazette", "'owner': 'holding'");
        register(EntryType.OUTLET, "anp", "agency", "ANP", "'owner': 'old-arvenia'");
        register(EntryType.OUTLET, "post", "online", "Post", "'mergedInto': 'gazette'");
        stack.publish(documents(filed("arvenia", "peace", "r1", Stance.FAVOR, "2024-03-01")));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static void register(EntryType type, String id, String kind, String name, String more) {
        var json =
                "{'name': '%s'%s%s%s}"
                        .formatted(
                                name,
                                kind.isEmpty() ? "" : ", 'kind': '%s'".formatted(kind),
                                type == EntryType.ISSUE
                                        ? ", 'proposition': '%s should be kept'".formatted(name)
                                        : "",
                                more.isEmpty() ? "" : ", " + more);
        stack.register(entry(type, id, json.replace('\'', '"')));
    }

    private static RegistryEntry entry(EntryType type, String id, String json) {
        try {
            return EntryCodec.read(type, id, json.getBytes(UTF_8));
        } catch (Exception e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/actors                                | arvenia belmora ida-reyes kingdom ministry old-arvenia
                    /v1/actors?kind=person                    | ida-reyes
                    /v1/actors?kind=person,organization       | ida-reyes ministry
                    /v1/actors?memberOf=arvenia               | ida-reyes ministry
                    /v1/actors?memberOf=Kingdom               | ida-reyes ministry
                    /v1/actors?memberOf=arvenia&kind=person   | ida-reyes
                    /v1/actors?memberOf=arvenia&on=2009-12-31 |
                    /v1/actors?memberOf=arvenia&on=2010-01-01 | ministry
                    /v1/actors?memberOf=arvenia&on=2018-04-30 | ministry
                    /v1/actors?memberOf=arvenia&on=2018-05-01 | ida-reyes ministry
                    /v1/actors?memberOf=arvenia&on=2019-06-30 | ida-reyes ministry
                    /v1/actors?memberOf=arvenia&on=2019-07-01 | ida-reyes
                    /v1/actors?memberOf=belmora               |
                    /v1/actors?mergedInto=arvenia             | kingdom old-arvenia
                    /v1/actors?mergedInto=Kingdom             | kingdom old-arvenia
                    /v1/actors?mergedInto=arvenia&kind=person |
                    /v1/actors?mergedInto=belmora             |
                    /v1/issues?mergedInto=peace               | truce
                    /v1/outlets?mergedInto=Gazette            | post
                    /v1/issues?parent=peace                   | river-treaty
                    /v1/issues?parent=truce                   | river-treaty
                    /v1/issues?parent=river-treaty            |
                    /v1/outlets?kind=newspaper                | courier gazette
                    /v1/outlets?owner=arvenia                 | anp courier
                    /v1/outlets?owner=Old%20Arvenia           | anp courier
                    /v1/outlets?owner=holding                 | gazette
                    /v1/outlets?owner=arvenia&kind=agency     | anp
                    /v1/outlets?owner=Post                    |
                    """)
    void lists_are_filtered_and_old_ids_mean_the_new_ones(String path, String ids) {
        assertThat(ids(path)).isEqualTo(ids == null ? "" : ids);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/actors?q=arvenia                 | arvenia old-arvenia
                    /v1/actors?q=ARV%C3%89N              | arvenia old-arvenia
                    /v1/actors?q=belmroa                 | belmora
                    /v1/actors?q=arvenia&kind=person     |
                    /v1/actors?q=r&memberOf=arvenia      | ida-reyes
                    /v1/actors?q=zimbabwe                |
                    /v1/issues?q=treaty                  | river-treaty
                    /v1/issues?q=kept                    | peace river-treaty truce
                    /v1/issues?q=kept&parent=peace       | river-treaty
                    /v1/outlets?q=gazete                 | gazette
                    /v1/outlets?q=tte&kind=online,other  |
                    /v1/outlets?q=zet&kind=newspaper,other | gazette
                    """)
    void search_ranks_and_forgives_and_goes_with_filters(String path, String ids) {
        assertThat(ids(path)).isEqualTo(ids == null ? "" : ids);
    }

    @Test
    void what_is_found_is_the_entry_as_it_is_stored_with_what_it_was_merged_into() {
        var found = json(stack.get("/v1/actors?q=kingdom")).get("items");

        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("mergedInto").asText()).isEqualTo("old-arvenia");
    }

    @Test
    void pages_of_what_is_found_are_as_one() {
        for (var path :
                List.of(
                        "/v1/issues?q=kept&",
                        "/v1/actors?q=arvenia&",
                        "/v1/outlets?q=zet&kind=newspaper,other&")) {
            var found = new ArrayList<String>();
            var cursor = "";
            do {
                var page = json(stack.get(path + "limit=1" + cursor));
                assertThat(page.get("items")).hasSize(1);
                found.add(page.get("items").get(0).get("id").asText());
                cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asText();
            } while (!cursor.isEmpty());

            assertThat(String.join(" ", found)).as(path).isEqualTo(ids(path + "limit=1000"));
        }
    }

    @Test
    void a_cursor_is_of_its_query_alone() {
        var next = json(stack.get("/v1/issues?q=kept&limit=1")).get("next").asText();

        assertThat(stack.get("/v1/issues?q=kept&limit=2&cursor=" + next).statusCode())
                .isEqualTo(200);
        for (var other :
                List.of(
                        "/v1/issues?q=treaty&cursor=",
                        "/v1/issues?cursor=",
                        "/v1/issues?q=kept&parent=peace&cursor=",
                        "/v1/actors?q=kept&cursor=")) {
            var response = stack.get(other + next);
            assertThat(response.statusCode()).as(other).isEqualTo(400);
            assertThat(response.body()).contains("\"parameter\":\"cursor\"");
        }
        var plain = json(stack.get("/v1/issues?limit=1")).get("next").asText();
        assertThat(stack.get("/v1/actors?cursor=" + plain).statusCode()).isEqualTo(400);
        assertThat(stack.get("/v1/issues?q=kept&cursor=" + plain).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    404 | /v1/actors?memberOf=arvenja            | "suggestions":["Arvenia"
                    404 | /v1/issues?parent=truse                | "suggestions":["Truce"]
                    404 | /v1/issues?mergedInto=truse            | "suggestions":["Truce"]
                    404 | /v1/outlets?owner=holdnig              | No outlet or actor is called 'holdnig'","suggestions":["Holding"]
                    404 | /v1/outlets?owner=belmorra             | "suggestions":["Belmora"]
                    400 | /v1/actors?on=2020-01-01               | "parameter":"on","message":"is the day of a membership: give memberOf, too"
                    400 | /v1/actors?memberOf=arvenia&on=2020-02-30 | "parameter":"on","message":"'2020-02-30' is not a date
                    400 | /v1/actors?memberOf=arvenia&on=2020    | "parameter":"on"
                    400 | /v1/actors?kind=newspaper              | "parameter":"kind","message":"must be one of group, organization, person, state, but is 'newspaper'"
                    400 | /v1/outlets?kind=state                 | "parameter":"kind","message":"must be one of agency, broadcaster
                    400 | /v1/actors?parent=arvenia              | "parameter":"parent","message":"is unknown
                    400 | /v1/issues?kind=state                  | "parameter":"kind"
                    400 | /v1/actors?q=                          | "parameter":"q","message":"has neither a letter nor a digit"
                    400 | /v1/actors?q=a&q=b                     | "parameter":"q","message":"is given 2 times"
                    404 | /v1/actors?memberOf=                   | No actor is called ''
                    """)
    void what_cannot_be_asked_for_is_refused_by_name(int status, String path, String part) {
        var response = stack.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(part);
    }

    @Test
    void lists_carry_how_far_the_registry_is_read_in_their_tag() {
        for (var path : List.of("/v1/actors", "/v1/actors?q=arvenia", "/v1/outlets?kind=agency")) {
            var tag = stack.get(path).headers().firstValue("ETag").orElseThrow();

            assertThat(tag).matches("\"[0-9a-f]{24}-g[0-9]+\"");
            assertThat(stack.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        }
    }

    @Test
    void what_was_just_registered_is_found() {
        register(EntryType.OUTLET, "evening-star", "broadcaster", "Evening Star", "");

        assertThat(ids("/v1/outlets?q=evning")).isEqualTo("evening-star");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/v1/actors/old-arvenia, /v1/actors/arvenia",
        "/v1/actors/kingdom, /v1/actors/arvenia",
        "/v1/actors/OLD%20Arvenia, /v1/actors/arvenia",
        "/v1/actors/kingdom/positions?limit=5&cursor=a%2Fb, /v1/actors/arvenia/positions?limit=5&cursor=a%2Fb",
        "/v1/actors/kingdom/positions/peace, /v1/actors/arvenia/positions/peace",
        "/v1/actors/arvenia/positions/truce, /v1/actors/arvenia/positions/peace",
        "/v1/actors/Arvenia/positions/truce, /v1/actors/Arvenia/positions/peace",
        "/v1/actors/kingdom/positions/truce/history, /v1/actors/arvenia/positions/peace/history",
        "/v1/actors/kingdom/ascriptions?direction=of, /v1/actors/arvenia/ascriptions?direction=of",
        "/v1/issues/truce, /v1/issues/peace",
        "/v1/issues/truce/positions, /v1/issues/peace/positions",
        "/v1/outlets/post, /v1/outlets/gazette",
    })
    void the_address_of_what_was_merged_has_moved_for_good(String path, String location) {
        for (var method : List.of("GET", "HEAD")) {
            var response = stack.send(method, path);

            assertThat(response.statusCode()).isEqualTo(308);
            assertThat(response.headers().firstValue("Location")).contains(location);
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
            assertThat(response.headers().map())
                    .containsKeys("date", "x-request-id", "x-content-type-options");
            assertThat(response.body()).isEmpty();
        }
    }

    @Test
    void where_it_moved_to_it_is_served() {
        var response = stack.get("/v1/actors/kingdom/positions/truce");

        var there = stack.get(response.headers().firstValue("Location").orElseThrow());
        assertThat(there.statusCode()).isEqualTo(200);
        assertThat(json(there).get("stance").asText()).isEqualTo("favor");
    }

    @Test
    void in_a_parameter_an_old_id_silently_means_the_new_one() {
        var matrix = stack.get("/v1/positions?actor=kingdom&issue=truce");

        assertThat(matrix.statusCode()).isEqualTo(200);
        assertThat(json(matrix).get("items").get(0).get("actor").asText()).isEqualTo("arvenia");
    }

    @Test
    void names_that_only_look_like_it_are_where_they_were() {
        assertThat(stack.get("/v1/actors/truce").statusCode()).isEqualTo(404);
        assertThat(stack.get("/v1/issues/kingdom").statusCode()).isEqualTo(404);
        assertThat(stack.get("/v1/actors/arvenia").statusCode()).isEqualTo(200);
        assertThat(stack.get("/v1/reports/kingdom.truce.r1").statusCode()).isEqualTo(404);
    }

    @Test
    void a_merge_that_is_undone_moves_nothing() {
        register(EntryType.ACTOR, "duchy", "state", "Duchy", "'mergedInto': 'belmora'");
        assertThat(stack.get("/v1/actors/duchy").statusCode()).isEqualTo(308);

        register(EntryType.ACTOR, "duchy", "state", "Duchy", "");

        assertThat(stack.get("/v1/actors/duchy").statusCode()).isEqualTo(200);
    }

    private static String ids(String path) {
        var ids = new ArrayList<String>();
        json(stack.get(path)).get("items").forEach(item -> ids.add(item.get("id").asText()));
        return String.join(" ", ids);
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
