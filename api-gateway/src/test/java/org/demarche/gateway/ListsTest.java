package org.demarche.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.gateway.OpenApi.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every list answers in one way: whoever can read one of them can read them all. */
class ListsTest {

    private static final OpenApi DOCUMENT = OpenApi.DOCUMENT;

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        ExampleWorld.fill(stack);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** All but the list of access tokens: this gateway has none, and AccessTest reads it. */
    static Stream<Operation> lists() {
        return DOCUMENT.operations().stream()
                .filter(one -> one.method().equals("GET"))
                .filter(one -> !one.path().equals("/v1/tokens"))
                .filter(one -> DOCUMENT.parameters(one).anyMatch(ListsTest::isLimit));
    }

    @Test
    void the_document_has_the_lists() {
        assertThat(lists()).hasSizeGreaterThan(15);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void a_list_has_items_and_next_and_its_pages_follow_each_other_by_cursor_and_by_link(
            Operation list) {
        var path = path(list);
        var whole = json(stack.get(path + "?limit=1000"));
        assertThat(whole.get("next").isNull()).isTrue();

        var byCursor = new ArrayList<JsonNode>();
        var byLink = new ArrayList<JsonNode>();
        var cursor = "";
        var link = Optional.of(path + "?limit=1");
        while (link.isPresent()) {
            var page = stack.get(link.get());
            var same = stack.get(path + "?limit=1" + cursor);
            assertThat(same.body()).isEqualTo(page.body());
            json(page).get("items").forEach(byLink::add);
            json(same).get("items").forEach(byCursor::add);
            link = next(page);
            var next = json(same).get("next");
            assertThat(next.isTextual()).isEqualTo(link.isPresent());
            cursor = "&cursor=" + next.asText();
        }

        assertThat(byLink).isEqualTo(byCursor);
        assertThat(byLink).isEqualTo(items(whole));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void a_list_is_a_table_with_a_row_for_each_item_and_the_same_link(Operation list) {
        var path = path(list) + "?limit=1";
        var table = stack.get(path, "Accept", "text/csv");
        var json = stack.get(path);

        assertThat(table.statusCode()).as(table.body()).isEqualTo(200);
        assertThat(table.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(table.body().split("\r\n")).hasSize(1 + items(json(json)).size());
        assertThat(next(table)).isEqualTo(next(json));
        assertThat(stack.get(path + "&bom=true", "Accept", "text/csv").body())
                .isEqualTo('\uFEFF' + table.body());
        assertThat(stack.get(path + "&bom=true").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void a_list_has_one_default_and_one_greatest_limit(Operation list) {
        var limit = DOCUMENT.parameters(list).filter(ListsTest::isLimit).findFirst().orElseThrow();

        assertThat(limit.at("/schema/default").asInt()).isEqualTo(100);
        assertThat(limit.at("/schema/maximum").asInt()).isEqualTo(1000);
        assertThat(stack.get(path(list) + "?limit=1001").statusCode()).isEqualTo(400);
        assertThat(stack.get(path(list) + "?cursor=YWJj").statusCode()).isEqualTo(400);
    }

    private static boolean isLimit(JsonNode parameter) {
        return parameter.path("name").asText().equals("limit");
    }

    private static String path(Operation list) {
        var path = list.path();
        for (var one : DOCUMENT.parameters(list).toList()) {
            if (one.path("in").asText().equals("path")) {
                var variable = '{' + one.get("name").asText() + '}';
                path = path.replace(variable, one.get("example").asText());
            }
        }
        return path;
    }

    private static Optional<String> next(HttpResponse<String> response) {
        return response.headers().allValues("Link").stream()
                .filter(link -> link.endsWith("; rel=\"next\""))
                .map(link -> link.substring(1, link.indexOf('>')))
                .findFirst();
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return OpenApi.json(response.body());
    }

    private static List<JsonNode> items(JsonNode list) {
        return list.get("items").valueStream().toList();
    }
}
