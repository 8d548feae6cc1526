package org.demarche.cli.read;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.demarche.cli.client.Gateway;

/** Writes changes: some lines each for a person, or one line of JSON for a program. */
record ChangeText(EntryNames names, boolean json) {

    /**
     * Returns a shift by its identity, which stays the same if only the speaker or the days change.
     */
    static Map<String, JsonNode> shift(JsonNode shift) {
        return Map.of(
                String.join(
                        " ",
                        shift.path("actor").asText(),
                        shift.path("issue").asText(),
                        shift.path("kind").asText(),
                        side(shift.path("from")),
                        side(shift.path("to"))),
                shift);
    }

    private static String side(JsonNode side) {
        var conditions = side.path("conditions").valueStream().map(JsonNode::asText).sorted();
        return "%s %s %s"
                .formatted(
                        side.path("statement").asText(""),
                        side.path("stance").asText(""),
                        conditions.collect(joining(",")));
    }

    /** Returns the conflicts of a statement, one for each field in which its reports disagree. */
    static Map<String, JsonNode> conflicts(JsonNode statement) {
        var conflicts = new LinkedHashMap<String, JsonNode>();
        for (var difference : statement.path("differences")) {
            var one = statement.<ObjectNode>deepCopy();
            one.putArray("differences").add(difference);
            conflicts.put(
                    statement.path("statement").asText() + " " + difference.path("field").asText(),
                    one);
        }
        return conflicts;
    }

    /** Returns the text, or the JSON, about a shift or a conflict that is new or gone. */
    String of(String thing, JsonNode item, boolean isNew, Instant noticed) {
        if (json) return line(thing, item, isNew, noticed);
        var change = (isNew ? "new %s" : "%s is gone").formatted(thing);
        var text = thing.equals("shift") ? ShiftText.list(List.of(item), names) : conflict(item);
        return "%s  %s: %s".formatted(seconds(noticed), change, text);
    }

    private String conflict(JsonNode conflict) {
        var lines = new ArrayList<String>();
        var difference = conflict.at("/differences/0");
        lines.add(
                "%s: reports disagree on %s"
                        .formatted(names.pair(conflict), difference.path("field").asText()));
        for (var value : difference.path("values"))
            lines.add("  says  " + new StatementText(names).value(value));
        lines.add("  in    " + conflict.path("statement").asText());
        return String.join(System.lineSeparator(), lines);
    }

    /** Returns a line in JSON: `{"noticed": …, "change": "new" or "gone", "shift": {…}}`. */
    private static String line(String what, JsonNode item, boolean isNew, Instant noticed) {
        return Gateway.JSON
                .createObjectNode()
                .put("noticed", seconds(noticed))
                .put("change", isNew ? "new" : "gone")
                .set(what, item)
                .toString();
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
