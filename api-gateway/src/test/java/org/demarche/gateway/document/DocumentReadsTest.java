package org.demarche.gateway.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.filed;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.demarche.declared.DeclaredHeap;
import org.demarche.declared.Definition;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Stack;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Cancelled;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents by their keys, of what is served and of what is being built, and how both differ. */
class DocumentReadsTest {

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String POSITIONS = "/v1/projections/positions";
    private static final String DOCUMENTS = POSITIONS + "/documents";
    private static final String DIFF = POSITIONS + "/versions/3/diff";

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        stack.publish(
                0,
                Map.of(
                        "p/a/i", json("p/a/i", "old"),
                        "p/a-b/i", json("p/a-b/i", "same"),
                        "p/a-b/j", json("p/a-b/j", "only live"),
                        "x/-/2024-01-01/a/i", "{\"kind\":\"flip\"}".getBytes(UTF_8)));
        stack.decide(new Started(3, 3, false, null, null, 10));
        build(
                1,
                Map.of(
                        "p/a/i",
                        json("p/a/i", "new"),
                        "p/a-b/i",
                        json("p/a-b/i", "same"),
                        "p/c/i",
                        json("p/c/i", "only next")));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void a_document_is_the_bytes_that_are_stored() {
        var served = stack.get(DOCUMENTS + "/p/a/i");

        assertThat(served.body()).isEqualTo(text("p/a/i", "old"));
        assertThat(version(served)).isEqualTo("positions/2");
        assertThat(stack.get(DOCUMENTS + "/p%2Fa%2Fi").body()).isEqualTo(served.body());
        assertThat(stack.get(DOCUMENTS + "/x/-/2024-01-01/a/i").body())
                .isEqualTo("{\"kind\":\"flip\"}");
        var tag = served.headers().firstValue("ETag").orElseThrow();
        assertThat(stack.get(DOCUMENTS + "/p/a/i", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(stack.get(DOCUMENTS + "/p/a/i?version=3", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
        assertThat(stack.send("HEAD", DOCUMENTS + "/p/a/i").statusCode()).isEqualTo(200);
    }

    @Test
    void one_that_is_being_built_can_be_looked_at_and_says_that_it_answered() {
        var next = stack.get(DOCUMENTS + "/p/a/i?version=3");

        assertThat(next.body()).isEqualTo(text("p/a/i", "new"));
        assertThat(version(next)).isEqualTo("positions/3");
        assertThat(keys(stack.get(DOCUMENTS + "?version=3")))
                .containsExactly("p/a/i", "p/a-b/i", "p/c/i");
    }

    @Test
    void who_asks_for_events_is_told_where_they_are() {
        for (var path : List.of(DOCUMENTS + "?prefix=e/", DIFF + "?prefix=e/a/i/")) {
            var refused = stack.get(path);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("/v1/reports/{id}").contains("/v1/export/reports");
        }
    }

    @Test
    void what_an_earlier_release_has_published_of_events_is_nowhere() {
        var event = "e/a/i/000000000000000000000000/r1/0";
        stack.publish(0, Map.of(event, "{}".getBytes(UTF_8), "p/a/k", json("p/a/k", "later")));

        assertThat(keys(stack.get(DOCUMENTS)))
                .containsExactly("p/a/i", "p/a/k", "p/a-b/i", "p/a-b/j", "x/-/2024-01-01/a/i");
        assertThat(stack.get(DOCUMENTS + "/" + event).statusCode()).isEqualTo(404);
        assertThat(stack.plain(DIFF).body())
                .startsWith("{\"counts\":{\"onlyHere\":1,\"onlyThere\":3,\"differ\":1,\"same\":1}");
        assertThat(
                        OpenApi.json(stack.get(POSITIONS + "/versions/2").body())
                                .at("/progress/documents")
                                .asInt())
                .isEqualTo(5);
    }

    @Test
    void pages_go_on_behind_a_key_that_has_gone_and_before_one_that_has_come() {
        var first = stack.get(DOCUMENTS + "?prefix=p/&limit=1");
        assertThat(keys(first)).containsExactly("p/a/i");
        var documents = new TreeMap<String, byte[]>(Map.of("p/a/j", json("p/a/j", "late")));
        documents.put("p/a/i", null);
        stack.publish(0, documents);

        var rest = stack.get(next(DOCUMENTS + "?prefix=p/&limit=1000", first));

        assertThat(keys(rest)).containsExactly("p/a/j", "p/a-b/i", "p/a-b/j");
        assertThat(stack.get(next(DOCUMENTS + "?prefix=x/", first)).statusCode()).isEqualTo(400);
    }

    @Test
    void what_is_not_there_is_told_with_what_may_have_been_meant() {
        var unknown = stack.get("/v1/projections/position/documents");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"suggestions\":[\"positions\"]");

        var version = stack.get(DOCUMENTS + "?version=7");
        assertThat(version.statusCode()).isEqualTo(404);
        assertThat(version.body()).contains("its versions are 2, 3");
        assertThat(stack.get(DOCUMENTS + "?version=x").statusCode()).isEqualTo(404);

        var key = stack.get(DOCUMENTS + "/p/a/k");
        assertThat(key.statusCode()).isEqualTo(404);
        assertThat(key.body()).contains("positions/2 has no document 'p/a/k'");
        assertThat(stack.get(DOCUMENTS + "/~0").statusCode()).isEqualTo(404);

        stack.decide(new Cancelled(3));
        var gone = stack.get(DOCUMENTS + "?version=3");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("positions/3 is cancelled: its documents were deleted");
    }

    @Test
    void one_that_is_not_read_to_its_end_is_not_answered_for() {
        var transaction = stack.begin(NEXT, 0);
        transaction.put("p/a/i", json("p/a/i", "newer"));
        transaction.flush();
        stack.restart(); // the copy is read anew, and its end lies behind an open transaction

        for (var path : List.of(DOCUMENTS + "?version=3", DOCUMENTS + "/p/a/i?version=3", DIFF)) {
            var response = stack.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(503);
            assertThat(response.body()).contains("has not read positions/3 to its end yet");
        }
        assertThat(stack.get(DOCUMENTS).statusCode()).isEqualTo(200);

        transaction.commit(1);
        stack.awaitCopy(NEXT, 0, 1);
        assertThat(stack.get(DOCUMENTS + "/p/a/i?version=3").body()).contains("newer");
    }

    @Test
    void a_declared_projection_is_looked_at_before_it_is_served_whatever_its_keys_are()
            throws Exception {
        var coverage = new VersionId("coverage", 1);
        var key = "50% \"daily\"/a b?";
        var definition =
                """
                {"name": "coverage", "key": "'50% \\u0022daily\\u0022/a b?'", "fields": {"reports": "count()"}}
                """;
        stack.decide("coverage", new Declared(definition, 1, false));
        var transaction = stack.begin(coverage, 1);
        var heap = new DeclaredHeap(Definition.parse(definition.getBytes(UTF_8)));
        var _ = heap.fold(filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01"));
        heap.publish(transaction::put);
        transaction.commit(0);
        stack.begin(coverage, 0).commit(1);
        stack.awaitCopy(coverage, 1, 0);

        var unserved = stack.get("/v1/projections/coverage/documents");
        assertThat(unserved.statusCode()).isEqualTo(404);
        assertThat(unserved.body())
                .containsPattern(
                        "coverage has no live version yet. Version 1 is (replaying|ready): read its documents with version=1");

        var all = stack.get("/v1/projections/coverage/documents?version=1");
        assertThat(keys(all)).containsExactly(key);
        assertThat(version(all)).isEqualTo("coverage/1");
        var path = "/v1/projections/coverage/documents/50%25%20%22daily%22/a%20b%3F";
        assertThat(stack.get(path + "?version=1").body())
                .isEqualTo("{\"key\":\"50% \\\"daily\\\"/a b?\",\"reports\":1}");
        assertThat(stack.get("/v1/projections/coverage/versions/1/diff").statusCode())
                .isEqualTo(404);

        stack.decide("coverage", new Promoted(1, 1));
        assertThat(version(stack.get(path))).isEqualTo("coverage/1");

        var next = stack.log(1);
        stack.publish(1, next, Map.of());
        var waiting =
                CompletableFuture.supplyAsync(
                        () -> stack.get(path, Token.HEADER, "r1:" + next, "Prefer", "wait=20"));
        var later = stack.begin(coverage, 1);
        var _ = heap.fold(filed("norland", "river-treaty", "r2", Stance.FAVOR, "2024-03-02"));
        heap.publish(later::put);
        later.commit(next);
        assertThat(waiting.get().body())
                .as("what its token has seen, though positions had it before")
                .contains("\"reports\":2");
    }

    @Test
    void a_diff_counts_all_and_shows_page_by_page_what_differs() {
        var first = stack.get(DIFF + "?limit=2");

        assertThat(first.body())
                .startsWith(
                        "{\"counts\":{\"onlyHere\":1,\"onlyThere\":2,\"differ\":1,\"same\":1},\"items\":["
                                + differ("p/a/i", text("p/a/i", "new"), text("p/a/i", "old"))
                                + ','
                                + differ("p/a-b/j", "null", text("p/a-b/j", "only live"))
                                + "],\"next\":\"");
        assertThat(version(first)).isEqualTo("positions/3");

        var lines = stack.get(next(DIFF + "?limit=2", first), "Accept", "application/x-ndjson");
        assertThat(lines.statusCode()).isEqualTo(400);
        stack.decide(new Promoted(3, 1));
        var rest = stack.get(next(DIFF + "?limit=2", first));

        assertThat(rest.body())
                .as("against the version of the first page, and without counts")
                .isEqualTo(
                        "{\"items\":["
                                + differ("p/c/i", text("p/c/i", "only next"), "null")
                                + ','
                                + "{\"key\":\"x/-/2024-01-01/a/i\",\"here\":null,\"there\":{\"kind\":\"flip\"}}],"
                                + "\"next\":null}");
        assertThat(stack.get(DIFF).body())
                .startsWith("{\"counts\":{\"onlyHere\":0,\"onlyThere\":0,\"differ\":0,\"same\":3}");
        assertThat(stack.get(DIFF + "?prefix=x/&against=2").body())
                .startsWith("{\"counts\":{\"onlyHere\":0,\"onlyThere\":1,\"differ\":0,\"same\":0}");
    }

    @Test
    void what_is_named_is_waited_for_and_not_what_is_served() {
        var next = stack.log(0);
        stack.publish(0, next, Map.of()); // what is served has it
        var seen = "r0:" + next;
        for (var path : List.of(DOCUMENTS + "?version=3", DIFF)) {
            assertThat(stack.get(path, Token.HEADER, seen, "Prefer", "wait=0").statusCode())
                    .as(path)
                    .isEqualTo(503);
        }

        build(next, Map.of("p/c/i", json("p/c/i", "later")));

        assertThat(stack.get(DOCUMENTS + "/p/c/i?version=3", Token.HEADER, seen).body())
                .contains("later");
        assertThat(stack.get(DIFF, Token.HEADER, seen).statusCode()).isEqualTo(200);
    }

    @Test
    void as_lines_it_is_whole() {
        var lines = stack.get(DIFF + "?prefix=p/a", "Accept", "application/x-ndjson");

        assertThat(lines.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(version(lines)).isEqualTo("positions/3");
        assertThat(lines.body().lines())
                .containsExactly(
                        "{\"counts\":{\"onlyHere\":0,\"onlyThere\":1,\"differ\":1,\"same\":1}}",
                        differ("p/a/i", text("p/a/i", "new"), text("p/a/i", "old")),
                        differ("p/a-b/j", "null", text("p/a-b/j", "only live")),
                        "{\"summary\":{\"differences\":2}}");
    }

    private void build(long next, Map<String, byte[]> documents) {
        var transaction = stack.begin(NEXT, 0);
        documents.forEach(transaction::put);
        transaction.commit(next);
        stack.awaitCopy(NEXT, 0, next);
    }

    private static String next(String path, HttpResponse<String> page) {
        return path + "&cursor=" + OpenApi.json(page.body()).get("next").asText();
    }

    private static List<String> keys(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        var keys = new ArrayList<String>();
        for (JsonNode item : OpenApi.json(page.body()).get("items")) {
            keys.add(item.get("key").asText());
        }
        return keys;
    }

    private static String version(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.headers().firstValue("Demarche-Version").orElseThrow();
    }

    private static String differ(String key, String here, String there) {
        return "{\"key\":\"%s\",\"here\":%s,\"there\":%s}".formatted(key, here, there);
    }

    private static byte[] json(String key, String text) {
        return text(key, text).getBytes(UTF_8);
    }

    private static String text(String key, String text) {
        var parts = key.split("/");
        return "{\"actor\":\"%s\",\"issue\":\"%s\",\"counts\":{},\"text\":\"%s\"}"
                .formatted(parts[1], parts[2], text);
    }
}
