package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Instants;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.PageQuery;

/**
 * A report and its history.
 *
 * @param outlet the outlet that published the report
 * @param state the present state of the report, in words
 * @param retraction the day and the reason of the retraction, in a sentence; empty if the report is
 *     not retracted
 * @param fields the fields of the last content
 * @param events the events, the oldest first
 */
public record ReportPage(
        Layout layout,
        Link report,
        Link position,
        String outlet,
        String state,
        String retraction,
        List<Field> fields,
        List<Happened> events) {

    public record Field(String name, List<Link> values) {}

    /**
     * An event.
     *
     * @param what the kind of event, in a word
     * @param reason the reason of a retraction; empty for other events
     * @param changes the changes that a correction made
     */
    public record Happened(
            String what, String recorded, String instant, String reason, List<Change> changes) {}

    public record Change(String field, List<Link> before, List<Link> after) {}

    public static ReportPage of(PageQuery query, String id, EntryLinks entries) {
        var answer = query.times().report(id);
        var events = answer.json().path("events").valueStream().toList();
        var bodies =
                events.stream().map(one -> one.path("body")).filter(ReportPage::isContent).toList();
        var last = bodies.getLast();
        var position = entries.position(last.path("holder").asText(), last.path("issue").asText());
        var outlet = entries.outlet(last.at("/source/outlet").asText());
        var fields = new ReportFields(entries);
        var shown = new ArrayList<Field>();
        fields.of(List.of(last))
                .forEach((name, cells) -> shown.add(new Field(name, cells.getFirst())));
        var retraction = retraction(events);
        var lead = retraction.isEmpty() ? "" : retraction + ' ';
        return new ReportPage(
                Layout.of(
                                (retraction.isEmpty() ? "Report of " : "Retracted report of ")
                                        + outlet,
                                lead
                                        + "The report of %s about %s, with every correction."
                                                .formatted(outlet, position.text()),
                                query.address(EntryLinks.report(id)),
                                Alternate.json(answer.address()))
                        .below(position),
                EntryLinks.report(id),
                position,
                outlet,
                state(events),
                retraction,
                shown,
                history(events, fields));
    }

    /** Whether the body has content. A retraction has only a reason. */
    private static boolean isContent(JsonNode body) {
        return body.has("holder");
    }

    private static String state(List<JsonNode> events) {
        return switch (events.getLast().path("type").asText()) {
            case "report-retracted" -> "retracted";
            case "report-corrected" -> "corrected";
            default -> "as it was filed";
        };
    }

    private static String retraction(List<JsonNode> events) {
        var last = events.getLast();
        return isContent(last.path("body"))
                ? ""
                : "It was retracted on %s and no longer counts. Reason: “%s”."
                        .formatted(
                                Instants.day(last.path("recorded").asText()),
                                last.at("/body/reason").asText());
    }

    private static List<Happened> history(List<JsonNode> events, ReportFields fields) {
        var history = new ArrayList<Happened>();
        JsonNode before = events.getFirst().path("body");
        for (var event : events) {
            var body = event.path("body");
            var content = isContent(body);
            history.add(
                    new Happened(
                            word(event),
                            Instants.minute(event.path("recorded").asText()),
                            event.path("recorded").asText(),
                            body.path("reason").asText(""),
                            content ? changes(before, body, fields) : List.of()));
            before = content ? body : before;
        }
        return history;
    }

    private static String word(JsonNode event) {
        return switch (event.path("type").asText()) {
            case "report-filed" -> "Filed";
            case "report-corrected" -> "Corrected";
            default -> "Retracted";
        };
    }

    private static List<Change> changes(JsonNode before, JsonNode after, ReportFields fields) {
        var changes = new ArrayList<Change>();
        fields.of(List.of(before, after))
                .forEach(
                        (name, cells) -> {
                            if (!cells.getFirst().equals(cells.getLast())) {
                                changes.add(new Change(name, cells.getFirst(), cells.getLast()));
                            }
                        });
        return changes;
    }
}
