package org.demarche.cli.read;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.demarche.model.explain.PlainWords;

/** Puts shifts into words: the change, its days, and the statement on each side. */
final class ShiftText {

    private ShiftText() {}

    /** Returns a list of shifts, each with its actor and its issue. */
    static String list(List<JsonNode> shifts, EntryNames names) {
        var lines = new ArrayList<String>();
        for (var shift : shifts) {
            var sentence = lines(shift, names);
            lines.add("%s: %s".formatted(names.pair(shift), sentence.getFirst()));
            lines.addAll(sentence.subList(1, sentence.size()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Returns a sentence, and below it the statement on each side of the shift. */
    static List<String> lines(JsonNode shift, EntryNames names) {
        var lines = new ArrayList<String>();
        lines.add("%s %s: %s".formatted(verb(shift), when(shift), change(shift)));
        if (shift.path("from").isObject()) lines.add("  from  " + side(shift.path("from"), names));
        lines.add("  to    " + side(shift.path("to"), names));
        return lines;
    }

    /**
     * Returns the verb for a shift. A line begins with the verb and has no subject, so a first
     * shift is "first heard".
     */
    private static String verb(JsonNode shift) {
        var kind = shift.path("kind").asText();
        var certain = shift.path("certain").asBoolean(true);
        return certain && kind.equals("first") ? "first heard" : PlainWords.shift(kind, certain);
    }

    private static String when(JsonNode shift) {
        return DocumentWords.when(shift.path("between").asText());
    }

    private static String change(JsonNode shift) {
        var from = shift.path("from");
        var to = shift.path("to");
        if (shift.path("kind").asText().equals("terms")) return terms(keys(from), keys(to));
        return from.isObject() ? "from %s to %s".formatted(stance(from), stance(to)) : stance(to);
    }

    private static String stance(JsonNode side) {
        var conditions = DocumentWords.conditions(side);
        return side.path("stance").asText() + (conditions.isEmpty() ? "" : " (" + conditions + ")");
    }

    /**
     * Returns the conditions that were added and those that were dropped, such as `+ fleet-leaves -
     * inspectors`.
     */
    private static String terms(Set<String> from, Set<String> to) {
        var changes = new ArrayList<String>();
        to.stream().filter(key -> !from.contains(key)).map(key -> "+ " + key).forEach(changes::add);
        from.stream().filter(key -> !to.contains(key)).map(key -> "- " + key).forEach(changes::add);
        return changes.stream().collect(joining(" "));
    }

    private static Set<String> keys(JsonNode side) {
        var keys = new LinkedHashSet<String>();
        side.path("conditions").forEach(key -> keys.add(key.asText()));
        return keys;
    }

    private static String side(JsonNode side, EntryNames names) {
        return "%s, %s: %s"
                .formatted(
                        side.path("saidOn").asText("no day"),
                        speaker(side, names),
                        side.path("statement").asText());
    }

    private static String speaker(JsonNode side, EntryNames names) {
        return side.path("speaker").isTextual()
                ? names.actor(side.path("speaker").asText())
                : "nobody named";
    }
}
