package org.demarche.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes answers as lines of ids, days and words of Demarche. These lines have no text by third
 * parties.
 */
final class AnswerLines {

    private AnswerLines() {}

    static Stream<String> position(JsonNode position) {
        var lines = new ArrayList<String>();
        var heard = position.path("heard");
        lines.add(
                "%s: %s".formatted(pair(position), since(position))
                        + (position.path("mixed").asBoolean() ? ", mixed" : "")
                        + (position.path("disputed").asBoolean() ? ", disputed" : ""));
        lines.add(
                "Heard: %s in %s of %s (%s)."
                        .formatted(
                                count(heard, "statement"),
                                count(heard, "report"),
                                count(heard, "outlet"),
                                count(heard, "origin")));
        for (var one : position.path("ascribed")) {
            lines.add(
                    "Ascribed to the actor, and not counted: %s by %s on %s."
                            .formatted(word(one, "stance"), word(one, "by"), word(one, "saidOn")));
        }
        return lines.stream();
    }

    private static String since(JsonNode position) {
        return position.path("stance").isNull()
                ? "no stance of its own is known"
                : "%s since %s".formatted(word(position, "stance"), word(position, "since"));
    }

    static Stream<String> history(JsonNode history) {
        var lines = new ArrayList<String>();
        lines.add(pair(history) + ", oldest first:");
        for (var run : Listing.items(history)) {
            lines.add(
                    "  %s from %s to %s"
                            .formatted(
                                    word(run, "stance"), word(run, "since"), word(run, "until")));
            run.path("shifts").forEach(shift -> lines.add("  " + shift(shift)));
        }
        return lines.stream();
    }

    static Stream<String> shifts(JsonNode shifts) {
        var lines =
                Listing.items(shifts).stream().map(one -> pair(one) + ": " + shift(one)).toList();
        return lines.isEmpty() ? Stream.of("No shift matches.") : lines.stream();
    }

    private static String shift(JsonNode shift) {
        var from = shift.path("from");
        return "%s%s to %s, %s%s"
                .formatted(
                        word(shift, "kind"),
                        from.isObject() ? " from " + word(from, "stance") : "",
                        word(shift.path("to"), "stance"),
                        word(shift, "between"),
                        shift.path("certain").asBoolean() ? "" : ", order uncertain");
    }

    static String statement(JsonNode statement) {
        var by = statement.path("by");
        return "%s: %s, %s%s, said on %s%s"
                .formatted(
                        word(statement, "statement"),
                        word(statement, "stance"),
                        word(statement, "voice"),
                        by.isTextual() ? " by " + by.asText() : "",
                        word(statement, "saidOn"),
                        statement.path("contested").asBoolean() ? ", its reports differ" : "");
    }

    static Stream<String> explanation(JsonNode explanation) {
        return Stream.concat(
                Stream.of("%s: %s".formatted(pair(explanation), since(explanation))),
                Listing.items(explanation).stream()
                        .map(
                                one ->
                                        "  %s: %s on %s: %s, because: %s"
                                                .formatted(
                                                        word(one, "statement"),
                                                        word(one, "stance"),
                                                        word(one, "saidOn"),
                                                        one.path("counted").asBoolean()
                                                                ? "counted"
                                                                : "set aside",
                                                        word(one, "reason"))));
    }

    /** Returns the conditions of a position, and the summary of its latest statement. */
    static Map<String, String> texts(JsonNode position) {
        var texts = new LinkedHashMap<String, String>();
        for (var condition : position.path("conditions")) {
            texts.put("condition " + (texts.size() + 1), word(condition, "text"));
        }
        var latest = position.path("latest");
        if (latest.path("summary").isTextual()) {
            texts.put(word(latest, "statement"), latest.path("summary").textValue());
        }
        return texts;
    }

    /** Returns the summary of each report. */
    static Map<String, String> summaries(List<JsonNode> statements) {
        var texts = new LinkedHashMap<String, String>();
        for (var statement : statements) {
            for (var report : statement.path("reports")) {
                var summary = report.at("/body/summary");
                if (summary.isTextual()) texts.put(word(report, "report"), summary.textValue());
            }
        }
        return texts;
    }

    private static String count(JsonNode counts, String what) {
        var n = counts.path(what + 's').asInt();
        return n == 1 ? "1 " + what : "%d %ss".formatted(n, what);
    }

    private static String pair(JsonNode of) {
        return word(of, "actor") + " on " + word(of, "issue");
    }

    private static String word(JsonNode of, String member) {
        return of.path(member).asText("none");
    }
}
