package org.demarche.cli.registry;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts an entry into words. A field that this release does not know is shown by its name. */
final class EntryText {

    /** Fields that are shown in another way, or in the first line. */
    private static final List<String> ELSEWHERE = List.of("id", "kind", "name");

    private static final Map<String, String> LABELS =
            Map.of(
                    "aliases", "alias",
                    "memberOf", "member of",
                    "mergedInto", "merged into",
                    "reliability", "grade",
                    "successors", "successor");

    private EntryText() {}

    /**
     * Shows an entry as {@link #of(JsonNode)} does, with its merged entries, its warnings and its
     * last change.
     */
    static String of(JsonNode entry, List<String> merged, List<String> warnings, JsonNode past) {
        var lines = new ArrayList<String>();
        lines.add(of(entry));
        merged.forEach(id -> lines.add(line("has merged", id)));
        warnings.forEach(warning -> lines.add(line("warning", warning)));
        var last = past.path("items").path(0);
        var by = last.path("recordedBy").asText("");
        lines.add(
                line(
                        "changed",
                        "%s%s: %s"
                                .formatted(
                                        last.path("recorded").asText(),
                                        by.isEmpty() ? "" : " by " + by,
                                        changed(last, past))));
        return String.join(System.lineSeparator(), lines);
    }

    static String of(JsonNode entry) {
        var lines = new ArrayList<String>();
        lines.add(headline(entry));
        for (var field : entry.properties()) {
            if (ELSEWHERE.contains(field.getKey())) continue;
            var label = LABELS.getOrDefault(field.getKey(), field.getKey());
            if (field.getValue().isArray()) {
                field.getValue().forEach(value -> lines.add(line(label, text(value))));
            } else {
                lines.add(line(label, text(field.getValue())));
            }
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Returns the id, the kind and the name, such as {@code norland: state Norland}. */
    static String headline(JsonNode entry) {
        var kind = entry.path("kind").asText("");
        return "%s: %s%s"
                .formatted(
                        entry.path("id").asText(),
                        kind.isEmpty() ? "" : kind + " ",
                        entry.path("name").asText());
    }

    /** Returns the fields that a revision changed, such as {@code aliases, memberOf}. */
    static String changed(JsonNode revision, JsonNode past) {
        if (revision.has("changed")) {
            return revision.path("changed")
                    .valueStream()
                    .map(JsonNode::asText)
                    .collect(joining(", "));
        }
        return past.path("complete").asBoolean() ? "registered" : "not known";
    }

    private static String text(JsonNode value) {
        if (value.has("actor")) return membership(value);
        if (value.has("grade")) {
            return value.path("grade").asText() + between(value.path("from").asText(""), "");
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /**
     * Writes a membership, such as {@code arvenia, Foreign minister, from 2024-06-01 to
     * 2026-01-31}.
     */
    private static String membership(JsonNode part) {
        var role = part.path("role").asText("");
        return part.path("actor").asText()
                + (role.isEmpty() ? "" : ", " + role)
                + between(part.path("from").asText(""), part.path("to").asText(""));
    }

    private static String between(String from, String to) {
        if (from.isEmpty() && to.isEmpty()) return "";
        return ", "
                + (from.isEmpty() ? "" : "from " + from)
                + (from.isEmpty() || to.isEmpty() ? "" : " ")
                + (to.isEmpty() ? "" : "to " + to);
    }

    private static String line(String label, String text) {
        return "  %-11s %s".formatted(label, text);
    }
}
