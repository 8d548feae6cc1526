package org.demarche.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.model.DayWords;
import org.jspecify.annotations.Nullable;

/**
 * An actor: a line for each of its positions, its offices and its members.
 *
 * @param asOf the day that is asked for; empty for the present
 * @param next the address of more positions; null if these are all
 */
public record ActorPage(
        Layout layout,
        String name,
        String kind,
        List<String> aliases,
        @Nullable Link wikidata,
        List<Part> memberOf,
        List<Member> members,
        List<PositionLine> positions,
        String when,
        String asOf,
        @Nullable String next) {

    /**
     * A membership or an office.
     *
     * @param role empty for a plain member
     * @param time from when to when, in words
     */
    public record Part(Link of, String role, String time) {}

    public record Member(Link actor, String role) {}

    static ActorPage of(PageQuery query, String actorName, EntryLinks entries) {
        var entry = query.always(Map.of()).actor(actorName).json();
        var id = entry.path("id").asText();
        var name = entry.path("name").asText();
        var positions = query.times(page(query)).positionsOf(id);
        var lines = positions.items().stream().map(one -> PositionLine.of(one, entries)).toList();
        var item = entry.path("wikidata").asText("");
        var encoded = EntryLinks.encoded(id);
        return new ActorPage(
                Layout.of(
                        query.dated(name),
                        query.dated(
                                        "Where %s stands on each issue, since when, and on whose word"
                                                .formatted(name))
                                + '.',
                        query.address(entries.actor(id)),
                        Alternate.json(positions.address()),
                        Alternate.csv("/v1/export/statements?format=csv&actor=" + encoded),
                        Alternate.feed("/v1/shifts?format=atom&actor=" + encoded)),
                name,
                entry.path("kind").asText(),
                entry.path("aliases").valueStream().map(JsonNode::asText).toList(),
                item.isEmpty()
                        ? null
                        : new Link(
                                item, "https://www.wikidata.org/wiki/" + EntryLinks.encoded(item)),
                entry.path("memberOf").valueStream().map(part -> part(part, entries)).toList(),
                members(query, id, entries),
                lines,
                query.when(),
                query.one("asOf"),
                positions.next().map(cursor -> query.with(Map.of("cursor", cursor))).orElse(null));
    }

    private static Map<String, String> page(PageQuery query) {
        var page = new HashMap<String, String>();
        if (!query.one("cursor").isEmpty()) {
            page.put("cursor", query.one("cursor"));
        }
        return page;
    }

    private static Part part(JsonNode part, EntryLinks entries) {
        return new Part(
                entries.actor(part.path("actor").asText()),
                part.path("role").asText(""),
                time(part.path("from").asText(""), part.path("to").asText("")));
    }

    private static String time(String from, String to) {
        if (to.isEmpty()) {
            return DayWords.of(from).since();
        }
        var end = "until " + DayWords.of(to).text();
        return from.isEmpty() ? end : "%s, %s".formatted(DayWords.of(from).since(), end);
    }

    /** The members and office holders of the day that is asked for, or else of any day. */
    private static List<Member> members(PageQuery query, String id, EntryLinks entries) {
        var asked = new HashMap<String, String>();
        asked.put("memberOf", id);
        if (!query.one("asOf").isEmpty()) {
            asked.put("on", query.one("asOf"));
        }
        return query.always(asked).actors().items().stream()
                .map(one -> new Member(entries.actor(one.path("id").asText()), role(one, id)))
                .toList();
    }

    private static String role(JsonNode member, String whole) {
        return member.path("memberOf")
                .valueStream()
                .filter(part -> part.path("actor").asText().equals(whole))
                .map(part -> part.path("role").asText(""))
                .filter(role -> !role.isEmpty())
                .findFirst()
                .orElse("");
    }
}
