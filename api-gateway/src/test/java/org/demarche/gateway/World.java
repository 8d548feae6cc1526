package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.ReportBuilder.said;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryType;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;

/**
 * Two states that talk of peace and of tolls, each other included. Arvenia's history on peace has
 * every kind of shift once, and statements that are set aside for every reason.
 */
public final class World {

    private static final ReportEvent[] EVENTS = {
        said("arvenia.peace.r1", Stance.CONDITIONAL, "2022-01-18")
                .on("dam", "dam first")
                .filed("2024-01-01"),
        said("arvenia.peace.r2", Stance.CONDITIONAL, "2022-06-01")
                .on("tolls", "tolls first")
                .filed("2024-01-02"),
        said("arvenia.peace.r3", Stance.FAVOR, "2022-12-02")
                .speaker("ada-lund", "Ada Lund", null)
                .filed("2024-01-03"),
        said("arvenia.peace.r4", Stance.FAVOR, "2022-12-02")
                .speaker("ada-lund", "Ada Lund", null)
                .in("herald")
                .filed("2024-01-04"),
        said("arvenia.peace.r5", Stance.AGAINST, "2023-02").filed("2024-01-05"),
        said("arvenia.peace.r6", Stance.NONE, "2023-05-01").filed("2024-01-06"),
        said("arvenia.peace.r7", Stance.FAVOR, "2023-06-01").filed("2024-01-07"),
        said("arvenia.peace.r8", Stance.CONDITIONAL, "2023-09-01")
                .on("dam", "dam first")
                .filed("2024-01-08"),
        said("arvenia.peace.r9", Stance.CONDITIONAL, "2023-10-01")
                .on("dam", "dam first")
                .filed("2024-01-09"),
        said("arvenia.peace.r10", Stance.FAVOR, "2023-10-01")
                .speaker(null, "Bo Sand", null)
                .filed("2024-01-10"),
        said("arvenia.peace.r11", Stance.AGAINST, "2023-07-01")
                .ascribedBy("belmora")
                .filed("2024-01-11"),
        said("arvenia.peace.r12", Stance.FAVOR, "2023-07-02")
                .narrated()
                .in("herald")
                .filed("2024-01-12"),
        said("arvenia.peace.r13", Stance.NONE, "2023-11-01").declining().filed("2024-01-13"),
        said("arvenia.peace.r14", Stance.AGAINST, "2023-11-05").filed("2024-01-14"),
        retracted("arvenia.peace.r14", "2024-01-15"),
        said("belmora.peace.b1", Stance.FAVOR, "2023-04-02").filed("2024-02-01"),
        said("belmora.peace.b2", Stance.AGAINST, "2023-04-01")
                .ascribedBy("arvenia")
                .filed("2024-02-02"),
        said("belmora.tolls.b3", Stance.FAVOR, "2023-03-05").in("herald").filed("2024-02-03"),
        said("belmora.tolls.b4", Stance.AGAINST, "[..2023-01-10]").filed("2024-02-04"),
        said("belmora.tolls.b5", Stance.FAVOR, "2023-01-05")
                .ascribedBy("arvenia")
                .filed("2024-02-05"),
        retracted("belmora.tolls.b5", "2024-02-06"),
        said("ministry.peace.m1", Stance.AGAINST, "2023-12-01").filed("2024-03-01"),
    };

    private static final Map<String, String> STATEMENTS = Published.statements(EVENTS);
    private static final JsonMapper JSON = new JsonMapper();

    private World() {}

    public static Stack start() {
        return start(Map.of());
    }

    /** With these settings. */
    public static Stack start(Map<String, Object> settings) {
        var stack = Stack.start(settings);
        register(stack, EntryType.ACTOR, "arvenia", "{'kind': 'state', 'name': 'Arvenia'}");
        register(stack, EntryType.ACTOR, "belmora", "{'kind': 'state', 'name': 'Belmora'}");
        register(
                stack,
                EntryType.ACTOR,
                "ministry",
                "{'kind': 'organization', 'name': 'Ministry', 'memberOf': [{'actor': 'arvenia'}]}");
        register(stack, EntryType.ACTOR, "ada-lund", "{'kind': 'person', 'name': 'Ada Lund'}");
        for (var issue : List.of("peace", "tolls")) {
            register(
                    stack,
                    EntryType.ISSUE,
                    issue,
                    "{'name': '%s', 'proposition': 'There should be %s'}".formatted(issue, issue));
        }
        for (var outlet : List.of("daily", "herald", "wire")) {
            register(
                    stack,
                    EntryType.OUTLET,
                    outlet,
                    "{'kind': 'newspaper', 'name': '%s'}".formatted(outlet));
        }
        stack.publish(Published.of(EVENTS));
        return stack;
    }

    /**
     * @param json with apostrophes for quotes
     */
    public static void register(Stack stack, EntryType type, String id, String json) {
        try {
            stack.register(EntryCodec.read(type, id, json.replace('\'', '"').getBytes(UTF_8)));
        } catch (Exception e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** The answer, with the token of a report in place of the digest of each statement. */
    public static String read(Stack stack, String path, String... headers) {
        var response = stack.get(path, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var text = response.body();
        for (var statement : STATEMENTS.entrySet()) {
            var id = statement.getKey();
            text =
                    text.replace(
                            id, id.substring(0, id.lastIndexOf('.') + 1) + statement.getValue());
        }
        return text;
    }

    /** The path of the link to cite an answer. */
    public static String cited(HttpResponse<?> response) {
        var link = URI.create(link(response));
        return link.getRawPath() + '?' + link.getRawQuery();
    }

    /** The link to cite an answer. */
    public static String link(HttpResponse<?> response) {
        return response.headers().allValues("Link").stream()
                .filter(link -> link.endsWith("; rel=\"canonical\""))
                .map(link -> link.substring(1, link.indexOf('>')))
                .findFirst()
                .orElseThrow();
    }

    /** Without what makes it readable. */
    public static String compact(String json) {
        try {
            return JSON.readTree(json).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    public static JsonNode readJson(Stack stack, String path) {
        try {
            return JSON.readTree(read(stack, path));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** The items of all pages of this size, in their order. */
    public static List<JsonNode> pages(Stack stack, String path, String rows, int limit) {
        var items = new ArrayList<JsonNode>();
        var next = path + (path.contains("?") ? "&" : "?") + "limit=" + limit;
        for (var cursor = ""; cursor != null; ) {
            var page = readJson(stack, next + cursor);
            assertThat(page.get(rows).size()).isLessThanOrEqualTo(limit);
            page.get(rows).forEach(items::add);
            cursor = page.path("next").isTextual() ? "&cursor=" + page.get("next").asText() : null;
        }
        return items;
    }

    public static List<String> texts(List<JsonNode> items, String... fields) {
        return items.stream()
                .map(
                        item -> {
                            var texts = new ArrayList<String>();
                            for (var field : fields) {
                                texts.add(item.at("/" + field).asText());
                            }
                            return String.join(" ", texts);
                        })
                .toList();
    }

    /** Of every field of this name, wherever it is. */
    public static List<String> values(JsonNode json, String field) {
        return json.findValues(field).stream().map(JsonNode::asText).toList();
    }

    public static List<JsonNode> items(Stack stack, String path, String rows) {
        var items = new ArrayList<JsonNode>();
        readJson(stack, path).get(rows).forEach(items::add);
        return items;
    }

    /** All events, in the order of the log. */
    public static List<ReportEvent> events() {
        return List.of(EVENTS);
    }
}
