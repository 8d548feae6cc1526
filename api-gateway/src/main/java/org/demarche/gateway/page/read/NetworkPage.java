package org.demarche.gateway.page.read;

import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.HiddenField;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.PageQuery;
import org.demarche.model.edtf.DayWords;
import org.jspecify.annotations.Nullable;

/**
 * Agreement and opposition between actors in a window of days.
 *
 * @param window the window, in words
 * @param ties the strongest ties, in order of strength
 * @param isWhole whether these are all ties
 * @param drawing the drawing; null without ties
 */
public record NetworkPage(
        Layout layout,
        String window,
        List<TieLine> ties,
        boolean isWhole,
        @Nullable NetworkDrawing drawing,
        String when,
        String actors,
        String issues,
        String from,
        String to,
        List<HiddenField> kept) {

    /** The most ties that an answer has. */
    private static final String MOST = "1000";

    /** The most ties in the table. */
    private static final int SHOWN = 100;

    private static final List<String> FIELDS = List.of("actor", "issue", "from", "to");

    /**
     * Two actors.
     *
     * @param compared the page that compares them
     */
    public record TieLine(
            Link actor, Link other, String compared, int congruence, int conflict, int issues) {

        static TieLine of(JsonNode tie, EntryLinks entries) {
            var actor = tie.path("actor").asText();
            var other = tie.path("other").asText();
            return new TieLine(
                    entries.actor(actor),
                    entries.actor(other),
                    "/compare?actors=" + encoded(actor + ',' + other),
                    tie.path("congruence").asInt(),
                    tie.path("conflict").asInt(),
                    tie.path("issues").asInt());
        }
    }

    static NetworkPage of(PageQuery query, EntryLinks entries) {
        var asked = new HashMap<String, String>();
        asked.put("limit", MOST);
        FIELDS.stream()
                .filter(name -> !query.one(name).isEmpty())
                .forEach(name -> asked.put(name, query.one(name)));
        var answer = query.times(asked).network();
        var ties =
                answer.items().stream()
                        .map(one -> TieLine.of(one, entries))
                        .filter(tie -> tie.congruence() + tie.conflict() > 0)
                        .toList();
        var address = address(query);
        var window = window(query.one("from"), query.one("to"));
        return new NetworkPage(
                Layout.of(
                        query.dated("Who agrees with whom, " + window),
                        query.dated(
                                        "Pairs of actors by the issues on which they agree, and on"
                                                + " which they are opposed, "
                                                + window)
                                + '.',
                        query.address(new Link("Network", "/network")),
                        Alternate.json(answer.address()),
                        Alternate.csv(address + "format=csv"),
                        new Alternate(
                                "application/graphml+xml", "GraphML", address + "format=graphml")),
                window,
                ties.stream().limit(SHOWN).toList(),
                ties.size() <= SHOWN && answer.next().isEmpty(),
                NetworkDrawing.of(ties).orElse(null),
                query.when(),
                query.one("actor"),
                query.one("issue"),
                query.one("from"),
                query.one("to"),
                query.kept("actor", "issue", "from", "to"));
    }

    /** Returns the address of the same network in the API. It ends in ? or &, for a parameter. */
    private static String address(PageQuery query) {
        var text = query.with(Map.of());
        return "/v1/network" + (text.length() > 1 ? text + '&' : "?");
    }

    private static String window(String from, String to) {
        if (from.isEmpty()) {
            return to.isEmpty() ? "at present" : "on " + DayWords.of(to).text();
        }
        return Stream.of("from " + DayWords.of(from).text(), end(to))
                .reduce((start, end) -> start + ' ' + end)
                .orElseThrow();
    }

    private static String end(String to) {
        return to.isEmpty() ? "until now" : "to " + DayWords.of(to).text();
    }
}
