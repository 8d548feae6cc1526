package org.demarche.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether an output is the one that documentation shows, where `…` stands for what is left out: any
 * value, the rest of a text, of an array (as its last item) or of an object (as a member's name).
 */
final class Shown {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANYTHING = "…";

    private Shown() {}

    /** Compared as JSON values, one after the other, where it is JSON; else as text. */
    static boolean matches(String shown, String output) throws IOException {
        try {
            return isAlike(values(shown), values(output));
        } catch (JsonProcessingException e) {
            return isAlike(shown.strip(), output.strip());
        }
    }

    private static List<JsonNode> values(String text) throws IOException {
        try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return values.readAll();
        }
    }

    private static boolean isAlike(JsonNode shown, JsonNode output) {
        if (shown.isTextual() && shown.asText().equals(ANYTHING)) return true;
        if (shown.isTextual() && output.isTextual()) {
            return isAlike(shown.asText(), output.asText());
        }
        if (shown.isArray() && output.isArray()) {
            return isAlike(List.copyOf(items(shown)), List.copyOf(items(output)));
        }
        if (!shown.isObject() || !output.isObject()) return shown.equals(output);
        for (var member : shown.properties()) {
            if (member.getKey().equals(ANYTHING)) continue;
            var value = output.get(member.getKey());
            if (value == null || !isAlike(member.getValue(), value)) return false;
        }
        return shown.has(ANYTHING) || shown.size() == output.size();
    }

    private static boolean isAlike(List<JsonNode> shown, List<JsonNode> output) {
        var open = !shown.isEmpty() && shown.getLast().asText().equals(ANYTHING);
        var items = open ? shown.subList(0, shown.size() - 1) : shown;
        if (open ? output.size() < items.size() : output.size() != items.size()) return false;
        for (var i = 0; i < items.size(); i++) {
            if (!isAlike(items.get(i), output.get(i))) return false;
        }
        return true;
    }

    private static boolean isAlike(String shown, String output) {
        var pattern =
                Pattern.compile(Pattern.quote(shown).replace(ANYTHING, "\\E.*\\Q"), Pattern.DOTALL);
        return pattern.matcher(output).matches();
    }

    private static List<JsonNode> items(JsonNode array) {
        return array.valueStream().toList();
    }
}
