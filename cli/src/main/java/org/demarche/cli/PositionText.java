package org.demarche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Position documents in words. A stance that is null is none that the actor ever voiced, and shown
 * as a dash.
 */
final class PositionText {

    private PositionText() {}

    static String list(JsonNode positions) {
        var rows = new ArrayList<List<String>>();
        for (var position : positions) {
            rows.add(
                    Table.row(
                            position.path("issue").asText(),
                            stance(position),
                            position.path("since").asText(""),
                            position.path("lastHeard").asText(""),
                            count(position.path("heard"), "statements"),
                            position.path("latest").path("summary").asText("")));
        }
        if (rows.isEmpty()) return "Nothing is filed about this actor.";
        return Table.of(
                List.of("issue", "stance", "since", "last heard", "statements", "latest"), rows);
    }

    static String of(JsonNode position) {
        var lines = new ArrayList<String>();
        lines.add(headline(position));
        for (var condition : position.path("conditions"))
            lines.add("  if         " + condition.path("text").asText());
        var latest = position.path("latest");
        if (latest.isObject()) lines.add("  latest     " + latest(latest));
        for (var report : latest.path("reports")) lines.add("             " + report(report));
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
                    "  heard      %s statements in %s reports of %s outlets (%s origins), last on %s"
                            .formatted(
                                    count(heard, "statements"),
                                    count(heard, "reports"),
                                    count(heard, "outlets"),
                                    count(heard, "origins"),
                                    position.path("lastHeard").asText("no day")));
        }
        for (var ascribed : position.path("ascribed"))
            lines.add("  ascribed   " + ascribed(ascribed));
        return String.join(System.lineSeparator(), lines);
    }

    /** A dash stands for no stance, a star for one that is disputed. */
    static String stance(JsonNode position) {
        return position.path("stance").asText("-")
                + (position.path("disputed").asBoolean() ? "*" : "");
    }

    private static String headline(JsonNode position) {
        var line =
                new StringBuilder(
                        "%s on %s: "
                                .formatted(
                                        position.path("actor").asText(),
                                        position.path("issue").asText()));
        if (!position.path("stance").isTextual())
            return line.append("no stance of its own is known").toString();
        line.append(position.path("stance").asText())
                .append(" since ")
                .append(position.path("since").asText());
        var certainty = position.path("certainty").asText("certain");
        if (!certainty.equals("certain")) line.append(", ").append(certainty);
        if (position.path("mixed").asBoolean()) line.append(", mixed");
        if (position.path("disputed").asBoolean()) line.append(", disputed");
        return line.toString();
    }

    private static String latest(JsonNode latest) {
        var speaker = latest.path("speaker").asText("");
        var office = latest.path("office").asText("");
        var who = speaker.isEmpty() || office.isEmpty() ? speaker : speaker + " (" + office + ")";
        return "%s%s %s"
                .formatted(
                        latest.path("saidOn").asText(""),
                        who.isEmpty() ? ":" : ", " + who + ":",
                        latest.path("summary").asText(""))
                .strip();
    }

    private static String report(JsonNode report) {
        var url = report.path("url").asText("");
        return report.path("outlet").asText() + (url.isEmpty() ? "" : "  " + url);
    }

    private static String ascribed(JsonNode ascribed) {
        return "%s by %s on %s%s"
                .formatted(
                        stance(ascribed),
                        ascribed.path("by").asText(),
                        ascribed.path("saidOn").asText("no day"),
                        ascribed.path("contradicts").asBoolean() ? ", which contradicts it" : "");
    }

    private static String count(JsonNode counts, String of) {
        return counts.path(of).asText("0");
    }
}
