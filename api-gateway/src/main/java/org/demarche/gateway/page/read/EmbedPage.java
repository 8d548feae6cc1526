package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.gateway.page.Assets;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.read.Answered;
import org.demarche.model.edtf.DayWords;

/**
 * A claim with the evidence that decides it, for a frame in a page of another site.
 *
 * @param title the title of the frame
 * @param address the address of the page with all evidence
 * @param cited the address at which that page never changes
 * @param statements the statements that decide the claim, the newest first
 */
public record EmbedPage(
        String title,
        String style,
        String address,
        String cited,
        PositionLine position,
        String proposition,
        String when,
        List<StatementLine> statements) {

    /** The most statements in the frame. */
    private static final int MOST = 3;

    /** The number of the newest statements among which the page looks for the deciding ones. */
    private static final String LOOKED_AT = "100";

    static EmbedPage of(PageQuery query, String actorName, String issueName, EntryLinks entries) {
        var answer = query.times().position(actorName, issueName);
        var position = answer.json();
        var actor = position.path("actor").asText();
        var issue = position.path("issue").asText();
        var line = PositionLine.of(position, entries, query.day());
        var page = query.origin() + line.page().href();
        return new EmbedPage(
                query.dated(line.page().text()),
                Assets.STYLE.path(),
                query.address(line.page()),
                page + '?' + answer.pinned(),
                line,
                entries.proposition(issue),
                query.when(),
                deciding(query, answer, actor, issue, entries));
    }

    private static List<StatementLine> deciding(
            PageQuery query, Answered answer, String actor, String issue, EntryLinks entries) {
        var known = Map.of("asKnown", answer.pinned("asKnown").orElse(query.one("asKnown")));
        var asked = new HashMap<>(known);
        asked.put("limit", LOOKED_AT);
        return query.times(asked).explanation(actor, issue).items().stream()
                .filter(one -> one.path("counted").asBoolean())
                .limit(MOST)
                .map(one -> line(query, known, one, entries.position(actor, issue), entries))
                .toList();
    }

    private static StatementLine line(
            PageQuery query,
            Map<String, String> known,
            JsonNode weighed,
            Link position,
            EntryLinks entries) {
        var id = weighed.path("statement").asText();
        var statement = query.times(known).statement(id).json();
        return StatementLine.weighed(weighed, statement, position, entries);
    }

    /** Returns the day since which the actor has the stance. */
    public DayWords since() {
        return position.since();
    }
}
