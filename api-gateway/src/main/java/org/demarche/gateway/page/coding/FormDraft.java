package org.demarche.gateway.page.coding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.page.Form;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the form for a report. They become the body of the report.
 *
 * @param values the values by field; a list has a line for each item
 */
public record FormDraft(Map<String, String> values) {

    static final String SPEAKER = "speaker";
    static final String CONDITIONS = "conditions";
    static final String PUBLISHED = "published";
    private static final String CREDIBILITY = "credibility";
    private static final String SAID_AT = "saidAt";

    /** The fields with one text each, and their places in the body. */
    private static final Map<String, String> TEXTS = texts();

    private static final Map<String, String> LISTS =
            Map.of("addressees", "/addressees", "relay", "/source/relay");

    /**
     * The places of the day of publication. A body has it in one of three forms, each at its own
     * place.
     */
    private static final List<String> DAYS =
            List.of("/source/publishedAt", "/source/published", "/source/publishedOn");

    private static final List<String> OBJECTS = List.of(SPEAKER, "quote", "act", "coder", "source");

    public FormDraft {
        values = Map.copyOf(values);
    }

    private static Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        Stream.of("holder", "issue", "stance", "saidOn", SAID_AT, "spokenFor", "summary", "venue")
                .forEach(name -> texts.put(name, '/' + name));
        Stream.of("utterance", "saidAfter", "denies").forEach(name -> texts.put(name, '/' + name));
        texts.put("role", "/speaker/role");
        texts.put("quoteType", "/quote/type");
        texts.put("quote", "/quote/text");
        Stream.of("outlet", "url", "agency", "language")
                .forEach(name -> texts.put(name, "/source/" + name));
        Stream.of("plover", "mode", "cameo").forEach(name -> texts.put(name, "/act/" + name));
        texts.put("coder", "/coder/name");
        texts.put("confidence", "/coder/confidence");
        return texts;
    }

    static FormDraft of(Form form) {
        var values = new HashMap<String, String>();
        form.values().forEach((name, given) -> values.put(name, String.join("\n", given)));
        return new FormDraft(values);
    }

    /**
     * @param body the body as the log has it
     */
    static FormDraft of(JsonNode body) {
        var values = new HashMap<String, String>();
        TEXTS.forEach((name, place) -> values.put(name, body.at(place).asText("")));
        LISTS.forEach((name, place) -> values.put(name, lines(body.at(place))));
        values.put(SPEAKER, speaker(body));
        values.put(PUBLISHED, published(body));
        values.put(CREDIBILITY, body.path(CREDIBILITY).asText(""));
        values.put(
                CONDITIONS,
                body.path(CONDITIONS)
                        .valueStream()
                        .map(one -> one.path("text").asText())
                        .collect(Collectors.joining("\n")));
        return new FormDraft(values);
    }

    /**
     * Adds the holder and the issue of a report that is filed already, because its form does not
     * send them.
     */
    FormDraft named(JsonNode before) {
        var named = new HashMap<>(values);
        Stream.of("holder", "issue").forEach(name -> named.put(name, before.path(name).asText("")));
        return new FormDraft(named);
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    private static String lines(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.joining("\n"));
    }

    private static String speaker(JsonNode body) {
        return body.at("/speaker/actor").asText(body.at("/speaker/name").asText(""));
    }

    private static String published(JsonNode body) {
        return DAYS.stream()
                .map(place -> body.at(place).asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * Makes the body for the API.
     *
     * @param before the body to correct, whose other fields stay as they are; null for a new report
     * @param keys the key of each known condition, by its text
     */
    ObjectNode body(@Nullable JsonNode before, Registry registry, Map<String, String> keys) {
        var body = before == null ? object() : kept(before);
        TEXTS.forEach((name, place) -> set(body, place, text(oneLine(value(name)))));
        LISTS.forEach((name, place) -> set(body, place, list(value(name))));
        var credibility = value(CREDIBILITY);
        set(
                body,
                '/' + CREDIBILITY,
                credibility.matches("[0-9]")
                        ? IntNode.valueOf(Integer.parseInt(credibility))
                        : text(credibility));
        if (before == null || !value(SPEAKER).equals(speaker(before))) {
            var isKnown = registry.idOf(EntryType.ACTOR, value(SPEAKER)).isPresent();
            set(body, "/speaker/actor", isKnown ? text(value(SPEAKER)) : null);
            set(body, "/speaker/name", isKnown ? null : text(value(SPEAKER)));
        }
        if (before == null || !value(PUBLISHED).equals(published(before))) {
            DAYS.forEach(place -> set(body, place, null));
            set(body, "/source/publishedOn", text(value(PUBLISHED)));
        }
        if (before != null && !value(SAID_AT).equals(before.path(SAID_AT).asText(""))) {
            body.remove("saidAtOffset");
        }
        set(body, '/' + CONDITIONS, conditions(before == null ? keys : with(keys, before)));
        OBJECTS.stream().filter(name -> body.path(name).isEmpty()).forEach(body::remove);
        return body;
    }

    /**
     * Copies the body to correct, without {@code resolved}, which the log adds, and without null
     * fields.
     */
    private static ObjectNode kept(JsonNode before) {
        ObjectNode body = before.deepCopy();
        body.remove("resolved");
        removeNulls(body);
        return body;
    }

    private static void removeNulls(ObjectNode object) {
        object.properties().removeIf(one -> one.getValue().isNull());
        object.forEach(
                value -> {
                    if (value instanceof ObjectNode inner) {
                        removeNulls(inner);
                    }
                });
    }

    /** Adds the keys of the report, which replace keys of other reports. */
    private static Map<String, String> with(Map<String, String> keys, JsonNode before) {
        var all = new HashMap<>(keys);
        before.path(CONDITIONS)
                .forEach(one -> all.put(one.path("text").asText(), one.path("key").asText("")));
        return all;
    }

    private @Nullable JsonNode conditions(Map<String, String> keys) {
        var conditions = JsonNodeFactory.instance.arrayNode();
        value(CONDITIONS)
                .lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .forEach(
                        text -> {
                            var condition = object();
                            var key = keys.getOrDefault(text, "");
                            if (!key.isEmpty()) {
                                condition.put("key", key);
                            }
                            conditions.add(condition.put("text", text));
                        });
        return conditions.isEmpty() ? null : conditions;
    }

    /**
     * Joins the lines of a text, because a pasted quote may have paragraphs, and a text of a report
     * has one line.
     */
    private static String oneLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static @Nullable JsonNode text(String value) {
        return value.isBlank() ? null : TextNode.valueOf(value);
    }

    private static @Nullable JsonNode list(String value) {
        var list = JsonNodeFactory.instance.arrayNode();
        value.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(list::add);
        return list.isEmpty() ? null : list;
    }

    private static void set(ObjectNode body, String place, @Nullable JsonNode value) {
        var end = place.lastIndexOf('/');
        var name = place.substring(end + 1);
        if (value != null) {
            (end == 0 ? body : body.withObject(place.substring(0, end))).set(name, value);
        } else if (body.at(place.substring(0, end)) instanceof ObjectNode parent) {
            parent.remove(name);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Finds the field at which the form shows a fault; empty if it belongs to no field. */
    static String field(String pointer) {
        return Stream.concat(
                        TEXTS.entrySet().stream().filter(one -> pointer.equals(one.getValue())),
                        LISTS.entrySet().stream().filter(one -> pointer.startsWith(one.getValue())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> fieldOfPart(pointer));
    }

    private static String fieldOfPart(String pointer) {
        var first = pointer.isEmpty() ? "" : pointer.substring(1).split("/", 2)[0];
        return switch (first) {
            case SPEAKER, CONDITIONS, CREDIBILITY, "quote", "coder" -> first;
            case "act" -> "plover";
            case "saidAtOffset" -> SAID_AT;
            case "source" -> pointer.startsWith("/source/publish") ? PUBLISHED : "outlet";
            default -> "";
        };
    }
}
