package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.terminal.Table;

/**
 * Puts positions into words. A null stance, which is shown as a dash, means that the actor never
 * took one.
 */
final class PositionText {

    private PositionText() {}

    /**
     * @param width the width of the terminal
     */
    static String list(List<JsonNode> positions, EntryNames names, int width) {
        var rows = new ArrayList<List<String>>();
        for (var position : positions) {
            rows.add(
                    Table.row(
                            names.issue(position.path("issue").asText()),
                            stance(position),
                            DocumentWords.breakable(position.path("since").asText(""), width),
                            DocumentWords.breakable(position.path("lastHeard").asText(""), width),
                            position.path("heard").path("statements").asText("0"),
                            position.path("latest").path("summary").asText("")));
        }
        return Table.of(
                List.of("issue", "stance", "since", "last heard", "statements", "latest"),
                rows,
                width,
                "statements",
                "last heard");
    }

    /** Explains the signs in a table; the list is empty if the table has none. */
    static List<String> legend(List<JsonNode> positions) {
        var lines = new ArrayList<String>();
        if (positions.stream().anyMatch(one -> !one.path("stance").isTextual()))
            lines.add("- means that no stance of the actor's own is known.");
        if (positions.stream().anyMatch(one -> one.path("disputed").asBoolean()))
            lines.add("* marks a disputed stance.");
        return lines;
    }

    /**
     * @param when the point in time that was asked for, in words; empty for the present
     */
    static String of(JsonNode position, EntryNames names, String when) {
        var lines = new ArrayList<String>();
        lines.add(headline(position, names, when));
        for (var condition : position.path("conditions"))
            lines.add("  if         " + condition.path("text").asText());
        DocumentWords.rest(position, "conditions", "conditionCount")
                .ifPresent(rest -> lines.add("             " + rest));
        var latest = position.path("latest");
        if (latest.isObject()) {
            lines.add("  latest     " + latest(latest, names));
            lines.add("             statement " + latest.path("statement").asText());
        }
        for (var report : latest.path("reports"))
            lines.add("             " + report(report, names));
        DocumentWords.rest(latest, "reports", "reportCount")
                .ifPresent(rest -> lines.add("             " + rest));
        for (var denial : latest.path("denied")) lines.add("  denied     " + names.denial(denial));
        DocumentWords.rest(latest, "denied", "deniedCount")
                .ifPresent(rest -> lines.add("             " + rest));
        var outweighed = position.path("outweighed");
        if (outweighed.path("reports").asInt() > 0)
            lines.add(
                    "  outweighed %s in %s"
                            .formatted(
                                    DocumentWords.count(outweighed, "statement"),
                                    DocumentWords.reports(outweighed)));
        var previous = position.path("previous");
        if (previous.isObject()) {
            lines.add(
                    "  before     %s, %s to %s"
                            .formatted(
                                    stance(previous),
                                    previous.path("since").asText(),
                                    previous.path("until").asText()));
        }
        var heard = position.path("heard");
        if (heard.isObject()) {
            lines.add(
                    "  heard      %s in %s, last on %s"
                            .formatted(
                                    DocumentWords.count(heard, "statement"),
                                    DocumentWords.reports(heard),
                                    position.path("lastHeard").asText("no day")));
        }
        for (var ascribed : position.path("ascribed"))
            lines.add("  ascribed   " + ascribed(ascribed, names));
        DocumentWords.rest(position, "ascribed", "ascribedCount")
                .ifPresent(rest -> lines.add("             " + rest));
        return String.join(System.lineSeparator(), lines);
    }

    /** Returns the stance, with a star if it is disputed, or a dash if there is none. */
    static String stance(JsonNode position) {
        return position.path("stance").asText("-")
                + (position.path("disputed").asBoolean() ? "*" : "");
    }

    /**
     * @param position the position, or a document with the same fields
     */
    static String headline(JsonNode position, EntryNames names, String when) {
        var line = new StringBuilder(names.pair(position)).append(when).append(": ");
        if (!position.path("stance").isTextual())
            return line.append("no stance of its own is known").toString();
        line.append(position.path("stance").asText())
                .append(" since ")
                .append(position.path("since").asText());
        var certainty = position.path("certainty").asText("certain");
        if (!certainty.equals("certain")) line.append(", ").append(certainty);
        if (position.path("mixed").asBoolean()) line.append(", mixed");
        if (position.path("disputed").asBoolean()) line.append(", disputed");
        if (position.path("latest").path("contested").asBoolean()) line.append(", contested");
        if (position.path("latest").path("deniedCount").asInt() > 0) line.append(", denied");
        return line.toString();
    }

    private static String latest(JsonNode latest, EntryNames names) {
        var who = names.speaker(latest);
        return "%s%s %s"
                .formatted(
                        latest.path("saidOn").asText(""),
                        who.isEmpty() ? ":" : ", " + who + ":",
                        latest.path("summary").asText(""))
                .strip();
    }

    private static String report(JsonNode report, EntryNames names) {
        var url = report.path("url").asText("");
        return names.outlet(report.path("outlet").asText())
                + DocumentWords.grades(report)
                + (url.isEmpty() ? "" : "  " + url);
    }

    private static String ascribed(JsonNode ascribed, EntryNames names) {
        return "%s by %s on %s%s"
                .formatted(
                        stance(ascribed),
                        names.by(ascribed),
                        ascribed.path("saidOn").asText("no day"),
                        ascribed.path("contradicts").asBoolean() ? ", which contradicts it" : "");
    }
}
