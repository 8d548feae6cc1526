package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.gateway.page.ClaimData;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Instants;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.PageQuery;
import org.demarche.model.edtf.DayWords;
import org.jspecify.annotations.Nullable;

/**
 * A statement, and its reports side by side.
 *
 * @param conflicts the number of fields for which independent reports give different values
 * @param denials the statements in which the actor denies this one
 */
public record StatementPage(
        Layout layout,
        StatementLine statement,
        Link actor,
        Link issue,
        String proposition,
        boolean retracted,
        int conflicts,
        List<Link> denials,
        List<Column> reports,
        List<Row> rows) {

    /**
     * A report.
     *
     * @param state the state of the report in words, such as whether its account counts
     */
    public record Column(Link report, String outlet, String state, boolean counted) {}

    /**
     * A field.
     *
     * @param note a word if the reports differ in the field; empty if they agree
     */
    public record Row(String name, String note, List<List<Link>> cells) {}

    /**
     * The names of fields on this page, by their names in the differences of the API, where they
     * are not the same.
     */
    private static final Map<String, String> COMPARED =
            Map.of("saidOn", "said on", "saidAt", "said at", "spokenFor", "spoken for");

    static StatementPage of(PageQuery query, String id, EntryLinks entries) {
        var answer = query.times().statement(id);
        var statement = answer.json();
        var line = StatementLine.of(statement, entries);
        var actor = statement.path("actor").asText();
        var issue = statement.path("issue").asText();
        var notes = notes(statement);
        var bodies = statement.path("reports").valueStream().map(one -> one.path("body")).toList();
        var rows = new ArrayList<Row>();
        new ReportFields(entries)
                .of(bodies)
                .forEach(
                        (name, cells) ->
                                rows.add(new Row(name, notes.getOrDefault(name, ""), cells)));
        var sentence = sentence(line);
        var address = query.origin() + line.page().href();
        var pinned = answer.pinned();
        return new StatementPage(
                Layout.of(
                                query.dated(line.position().text() + ", " + line.saidOn().text()),
                                sentence,
                                query.address(line.page()),
                                Alternate.json(answer.address()))
                        .below(entries.actor(actor), entries.issue(issue), line.position())
                        .stating(
                                claim(
                                        pinned.isEmpty() ? address : address + '?' + pinned,
                                        sentence,
                                        statement,
                                        entries)),
                line,
                entries.actor(actor),
                entries.issue(issue),
                entries.proposition(issue),
                statement.path("retracted").asBoolean(),
                (int) notes.values().stream().filter("conflict"::equals).count(),
                statement
                        .path("denied")
                        .valueStream()
                        .map(one -> EntryLinks.statement(one.path("statement").asText()))
                        .toList(),
                statement.path("reports").valueStream().map(one -> column(one, entries)).toList(),
                rows);
    }

    private static String sentence(StatementLine line) {
        return line.summary().isEmpty()
                ? "%s, said %s: %s."
                        .formatted(
                                line.position().text(),
                                line.saidOn().phrase(),
                                line.stance().word())
                : line.summary();
    }

    /** Makes the claim of the page; null if the statement was retracted or has no stance. */
    private static @Nullable ClaimData claim(
            String address, String sentence, JsonNode statement, EntryLinks entries) {
        if (statement.path("retracted").asBoolean() || !statement.path("stance").isTextual()) {
            return null;
        }
        var issue = statement.path("issue").asText();
        var by = statement.path("by").asText("");
        var voice = statement.path("voice").asText();
        var isNarrated = voice.equals("narrated");
        var author = voice.equals("own") ? statement.path("actor").asText() : by;
        var claim =
                new ClaimData(address, sentence)
                        .about(
                                isNarrated ? "Organization" : entries.claimType(author),
                                isNarrated ? entries.outlet(by) : entries.actorName(author),
                                entries.issueName(issue),
                                entries.proposition(issue))
                        .said(DayWords.of(statement.path("saidOn").textValue()));
        statement
                .path("reports")
                .forEach(
                        report ->
                                claim.appearing(
                                        entries.outlet(report.at("/body/source/outlet").asText()),
                                        report.at("/body/source/url")));
        return claim;
    }

    /** Returns a note for each field that differs, by the name of the field. */
    private static Map<String, String> notes(JsonNode statement) {
        var notes = new HashMap<String, String>();
        for (var difference : statement.path("differences")) {
            var field = difference.path("field").asText();
            notes.put(
                    COMPARED.getOrDefault(field, field),
                    difference.path("conflict").asBoolean() ? "conflict" : "differs");
        }
        return notes;
    }

    private static Column column(JsonNode report, EntryLinks entries) {
        var id = report.path("report").asText();
        var outlet = entries.outlet(report.at("/body/source/outlet").asText());
        if (report.has("reason")) {
            var state =
                    "retracted on %s: %s"
                            .formatted(
                                    Instants.day(report.path("retractedAt").asText()),
                                    report.path("reason").asText());
            return new Column(EntryLinks.report(id), outlet, state, false);
        }
        var counted = report.path("counted").asBoolean();
        return new Column(
                EntryLinks.report(id), outlet, counted ? "counts" : "outweighed", counted);
    }
}
