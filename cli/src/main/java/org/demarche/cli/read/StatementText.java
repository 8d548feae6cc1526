package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a statement into words: its reports, the way that the words took to each, and the
 * differences between the reports.
 */
record StatementText(EntryNames names) {

    private static final String INDENT = "             ";

    /** Lists statements, each with its id and the summary of the report whose account counts. */
    String list(List<JsonNode> statements) {
        if (statements.isEmpty()) return "No statement was found.";
        var lines = new ArrayList<String>();
        for (var statement : statements) {
            lines.add(headline(statement));
            for (var report : statement.path("reports")) {
                if (report.path("report").equals(statement.path("lead"))
                        && report.path("body").path("summary").isTextual())
                    lines.add("  " + report.path("body").path("summary").asText());
            }
            lines.add("  " + statement.path("statement").asText());
        }
        return String.join(System.lineSeparator(), lines);
    }

    String of(JsonNode statement) {
        var lines = new ArrayList<String>();
        lines.add(headline(statement));
        lines.add("  statement  " + statement.path("statement").asText());
        if (statement.has("counts"))
            lines.add("  counts     " + DocumentWords.reports(statement.path("counts")));
        var outweighed = statement.path("outweighed");
        if (outweighed.path("reports").asInt() > 0)
            lines.add("  outweighed " + DocumentWords.reports(outweighed));
        for (var denial : statement.path("denied"))
            lines.add("  denied     " + names.denial(denial));
        for (var report : statement.path("reports")) {
            lines.add("  report     " + report.path("report").asText() + role(report, statement));
            for (var line : report(report)) lines.add(INDENT + line);
        }
        for (var difference : statement.path("differences")) {
            lines.add(
                    "  differs    %s, %s"
                            .formatted(
                                    difference.path("field").asText(),
                                    difference.path("conflict").asBoolean()
                                            ? "a conflict between origins"
                                            : "no conflict between origins"));
            for (var value : difference.path("values")) lines.add(INDENT + value(value));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Shows a report with each of its events, and the name under which each was recorded. */
    String events(JsonNode report) {
        var lines = new ArrayList<String>();
        var said = said(report);
        lines.add(
                "%s: %s on %s, said %s"
                        .formatted(
                                report.path("report").asText(),
                                names.actor(said.path("holder").asText()),
                                names.issue(said.path("issue").asText()),
                                saidOn(said)));
        if (report.has("statement")) lines.add("  statement  " + report.path("statement").asText());
        for (var event : report.path("events")) {
            var by = event.path("recordedBy").asText("");
            lines.add(
                    "  %s  %s%s"
                            .formatted(
                                    event.path("recorded").asText().replaceFirst("[.][0-9]+Z", "Z"),
                                    event.path("type").asText().replaceFirst("^report-", ""),
                                    by.isEmpty() ? "" : ", recorded by " + by));
            var body = event.path("body");
            if (body.has("reason")) {
                lines.add(INDENT + body.path("reason").asText());
            } else {
                lines.add(INDENT + source(body));
                for (var line : account(body)) lines.add(INDENT + line);
                if (body.path("coder").has("name"))
                    lines.add(INDENT + "coded by " + body.path("coder").path("name").asText());
            }
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Returns the body of the last event that has one. */
    private static JsonNode said(JsonNode report) {
        JsonNode said = MissingNode.getInstance();
        for (var event : report.path("events")) {
            if (event.path("body").has("holder")) said = event.path("body");
        }
        return said;
    }

    private static String saidOn(JsonNode body) {
        if (body.path("saidOn").isTextual())
            return DocumentWords.when(body.path("saidOn").asText());
        if (body.path("saidAt").isTextual()) return "at " + body.path("saidAt").asText();
        return "on an unknown day";
    }

    private String headline(JsonNode statement) {
        var by = names.by(statement);
        return "%s: %s, said %s%s%s%s%s%s"
                .formatted(
                        names.pair(statement),
                        DocumentWords.stanceOrComment(statement),
                        DocumentWords.when(statement.path("saidOn").asText()),
                        by.isEmpty() ? "" : ", " + statement.path("voice").asText() + " by " + by,
                        statement.path("contested").asBoolean() ? ", contested" : "",
                        statement.path("open").asBoolean() ? ", open" : "",
                        statement.path("deniedCount").asInt() > 0 ? ", denied" : "",
                        statement.path("retracted").asBoolean() ? ", retracted" : "");
    }

    private static String role(JsonNode report, JsonNode statement) {
        if (report.path("report").equals(statement.path("lead")))
            return ", which gives the account that counts";
        return report.path("counted").asBoolean(true) ? "" : ", whose account is outweighed";
    }

    private List<String> report(JsonNode report) {
        var lines = new ArrayList<String>();
        lines.add(source(report.path("body")) + ", recorded " + report.path("recorded").asText());
        if (report.has("reason"))
            lines.add(
                    "retracted %s: %s"
                            .formatted(
                                    report.path("retractedAt").asText(),
                                    report.path("reason").asText()));
        lines.addAll(account(report.path("body")));
        return lines;
    }

    private List<String> account(JsonNode body) {
        var lines = new ArrayList<String>();
        lines.add("came by " + String.join(" > ", way(body)));
        var conditions = DocumentWords.conditions(body);
        lines.add(body.path("stance").asText() + (conditions.isEmpty() ? "" : " if " + conditions));
        if (body.path("saidAfter").isTextual())
            lines.add("said after " + body.path("saidAfter").asText());
        if (body.path("denies").isTextual()) lines.add("denies " + body.path("denies").asText());
        if (body.path("summary").isTextual()) lines.add(body.path("summary").asText());
        if (body.path("source").path("url").isTextual())
            lines.add(body.path("source").path("url").asText());
        return lines;
    }

    private String source(JsonNode body) {
        var source = body.path("source");
        var line = new StringBuilder(names.outlet(source.path("outlet").asText()));
        if (body.path("resolved").path("origin").isTextual())
            line.append(", origin ").append(body.path("resolved").path("origin").asText());
        line.append(published(source));
        if (body.path("resolved").path("outletGrade").isTextual())
            line.append(", outlet graded ")
                    .append(body.path("resolved").path("outletGrade").asText());
        if (body.has("credibility"))
            line.append(", credibility ").append(body.path("credibility").asText());
        return line.toString();
    }

    /**
     * Returns the time of publication: the first of the instant, the month and the day that is
     * known.
     */
    private static String published(JsonNode source) {
        if (source.path("publishedAt").isTextual())
            return ", published at " + source.path("publishedAt").asText();
        if (source.path("published").isTextual())
            return ", published in " + source.path("published").asText();
        return source.path("publishedOn").isTextual()
                ? ", published on " + source.path("publishedOn").asText()
                : "";
    }

    /**
     * Returns the way of the words to the reader: the speaker, the relays, the agency, the outlet.
     */
    private List<String> way(JsonNode body) {
        var source = body.path("source");
        var way = new ArrayList<String>();
        var speaker = body.path("speaker");
        var office = body.path("resolved").path("speakerOffice").asText("");
        var name =
                speaker.path("actor").isTextual()
                        ? names.actor(speaker.path("actor").asText())
                        : speaker.path("name").asText("");
        if (!name.isEmpty()) {
            way.add(office.isEmpty() ? name : name + " (" + office + ")");
        } else if (body.path("spokenFor").isTextual()) {
            way.add("somebody for " + names.actor(body.path("spokenFor").asText()));
        }
        source.path("relay").forEach(relay -> way.add(relay.asText()));
        if (source.path("agency").isTextual())
            way.add(names.outlet(source.path("agency").asText()));
        way.add(names.outlet(source.path("outlet").asText()));
        return way;
    }

    /** Returns a value of a field, its origins, and the reports that give it. */
    String value(JsonNode value) {
        var reports = new ArrayList<String>();
        value.path("reports").forEach(report -> reports.add(report.asText()));
        var origins = new ArrayList<String>();
        value.path("origins").forEach(origin -> origins.add(origin.asText()));
        return "%s: %s, in %s"
                .formatted(
                        value.path("value").asText("nothing"),
                        String.join(", ", origins),
                        String.join(", ", reports));
    }
}
