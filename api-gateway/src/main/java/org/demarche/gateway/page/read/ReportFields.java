package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.StanceSign;
import org.demarche.model.Report;
import org.demarche.model.edtf.DayWords;

/** Writes the fields of a report in words, in the order in which a reader needs them. */
final class ReportFields {

    private final EntryLinks entries;
    private final Map<String, Function<JsonNode, List<Link>>> fields = new LinkedHashMap<>();

    ReportFields(EntryLinks entries) {
        this.entries = entries;
        fields.put("stance", this::stance);
        fields.put("conditions", this::conditions);
        fields.put("said on", body -> text(DayWords.of(body.path("saidOn").textValue()).text()));
        fields.put("said at", body -> text(body.path("saidAt")));
        fields.put("speaker", this::speaker);
        fields.put("spoken for", body -> actors(List.of(body.path("spokenFor"))));
        fields.put("quote", ReportFields::quote);
        fields.put("summary", body -> text(body.path("summary")));
        fields.put("addressees", body -> actors(list(body.path("addressees"))));
        fields.put("venue", body -> text(body.path("venue")));
        fields.put("act", ReportFields::act);
        fields.put("utterance", body -> text(body.path("utterance")));
        fields.put("denies", body -> text(body.path("denies")));
        fields.put("outlet", body -> text(outlet(body.at("/source/outlet"))));
        fields.put("published", ReportFields::published);
        fields.put("source", body -> outside(body.at("/source/url")));
        fields.put("agency", body -> text(outlet(body.at("/source/agency"))));
        fields.put("relayed by", this::relay);
        fields.put("origin", body -> text(origin(body.at("/resolved/origin"))));
        fields.put("outlet graded", body -> text(body.at("/resolved/outletGrade")));
        fields.put("credibility", body -> text(body.path("credibility")));
        fields.put("language", body -> text(body.at("/source/language")));
        fields.put("coded by", body -> text(body.at("/coder/name")));
    }

    /** Writes the fields that at least one of these bodies has, by name. */
    Map<String, List<List<Link>>> of(List<JsonNode> bodies) {
        var rows = new LinkedHashMap<String, List<List<Link>>>();
        fields.forEach(
                (name, field) -> {
                    var row = bodies.stream().map(field).toList();
                    if (row.stream().anyMatch(values -> !values.isEmpty())) {
                        rows.put(name, row);
                    }
                });
        return rows;
    }

    private List<Link> stance(JsonNode body) {
        var denial = body.path("denies").isTextual();
        var declined = body.at("/act/cameo").asText().equals(Report.DECLINE_TO_COMMENT);
        var stance = declined || denial ? null : body.path("stance").textValue();
        var sign = StanceSign.said(stance, denial);
        return text(sign.sign() + ' ' + sign.word());
    }

    private List<Link> conditions(JsonNode body) {
        return list(body.path("conditions")).stream()
                .map(one -> Link.plain(one.path("text").asText()))
                .toList();
    }

    private List<Link> speaker(JsonNode body) {
        var speaker = body.path("speaker");
        var named = speaker.path("name").asText(speaker.path("actor").asText(""));
        var role = speaker.path("role").asText("");
        var links = new ArrayList<Link>();
        if (!named.isEmpty()) {
            links.add(
                    speaker.path("actor").isTextual()
                            ? new Link(
                                    named, entries.speaker(speaker.path("actor").asText()).href())
                            : Link.plain(named));
        }
        if (!role.isEmpty()) {
            links.add(Link.plain(role));
        }
        return links;
    }

    private List<Link> actors(List<JsonNode> ids) {
        return ids.stream()
                .filter(JsonNode::isTextual)
                .map(id -> entries.actor(id.asText()))
                .toList();
    }

    private static List<Link> quote(JsonNode body) {
        var quote = body.path("quote");
        if (quote.path("text").isTextual()) {
            return text("“" + quote.path("text").asText() + '”');
        }
        return quote.path("type").isTextual()
                ? text(quote.path("type").asText() + " speech")
                : List.of();
    }

    private static List<Link> act(JsonNode body) {
        return body.path("act").properties().stream()
                .map(one -> Link.plain(scheme(one.getKey()) + one.getValue().asText()))
                .toList();
    }

    /**
     * Returns the name of the scheme before a code of PLOVER or CAMEO; empty for the mode, which
     * needs none.
     */
    private static String scheme(String part) {
        return part.equals("mode") ? "" : part.toUpperCase(Locale.ROOT) + ' ';
    }

    private static List<Link> published(JsonNode body) {
        var source = body.path("source");
        var day = source.path("published").asText(source.path("publishedOn").asText(""));
        return day.isEmpty() ? List.of() : text(DayWords.of(day).text());
    }

    private List<Link> relay(JsonNode body) {
        var chain =
                list(body.at("/source/relay")).stream()
                        .map(one -> origin(one))
                        .collect(Collectors.joining(" → "));
        return text(chain);
    }

    private String outlet(JsonNode id) {
        return id.isTextual() ? entries.outlet(id.asText()) : "";
    }

    private String origin(JsonNode id) {
        return id.isTextual() ? entries.origin(id.asText()) : "";
    }

    private static List<Link> outside(JsonNode address) {
        return address.isTextual() ? List.of(Link.outside(address.asText())) : List.of();
    }

    private static List<Link> text(JsonNode value) {
        return text(value.asText(""));
    }

    private static List<Link> text(String value) {
        return value.isBlank() ? List.of() : List.of(Link.plain(value));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
