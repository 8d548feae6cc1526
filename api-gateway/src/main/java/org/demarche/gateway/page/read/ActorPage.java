package org.demarche.gateway.page.read;

import static java.util.Objects.requireNonNullElse;
import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Collator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.HiddenField;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.PageQuery;
import org.demarche.log.registry.Actor;
import org.demarche.model.edtf.DayWords;
import org.jspecify.annotations.Nullable;

/**
 * An actor, with its positions, its offices and its members.
 *
 * @param asOf the day that is asked for; empty for the present
 * @param kept the parameters that the form sends again
 * @param next the address of the next positions; null on the last page
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
        List<HiddenField> kept,
        @Nullable String next) {

    private static final String MEMBERS = "1000";

    /**
     * A membership or an office.
     *
     * @param role the office; empty for a plain member
     * @param time the time of the membership, in words
     */
    public record Part(Link of, String role, String time) {}

    /**
     * @param role the office; empty for a plain member
     * @param time the time of the membership, in words
     */
    public record Member(Link actor, String role, String time) {}

    static ActorPage of(PageQuery query, String actorName, EntryLinks entries) {
        var entry = query.always(Map.of()).actor(actorName).json();
        var id = entry.path("id").asText();
        var name = entry.path("name").asText();
        var positions = query.times(page(query)).positionsOf(id);
        var lines =
                positions.items().stream()
                        .map(one -> PositionLine.of(one, entries, query.day()))
                        .sorted(
                                Comparator.comparing(
                                        line -> line.issue().text(),
                                        Collator.getInstance(Locale.ENGLISH)))
                        .toList();
        var item = entry.path("wikidata").asText("");
        var encoded = encoded(id);
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
                        Alternate.feed("/v1/shifts?format=atom&actor=" + encoded),
                        Alternate.conflicts("/v1/conflicts?format=atom&actor=" + encoded),
                        Alternate.retractions("/v1/retractions?format=atom&actor=" + encoded)),
                name,
                entry.path("kind").asText(),
                entry.path("aliases").valueStream().map(JsonNode::asText).toList(),
                item.isEmpty()
                        ? null
                        : new Link(item, "https://www.wikidata.org/wiki/" + encoded(item)),
                entry.path("memberOf").valueStream().map(part -> part(part, entries)).toList(),
                members(query, id, entries),
                lines,
                query.when(),
                query.one("asOf"),
                query.kept("asOf"),
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

    /** Finds the members and office holders on the day that is asked for, or today if none is. */
    private static List<Member> members(PageQuery query, String id, EntryLinks entries) {
        var day = query.day();
        var asked = Map.of("memberOf", id, "on", day.toString(), "limit", MEMBERS);
        return query.always(asked).actors().items().stream()
                .filter(EntryLinks::isCurrent)
                .map(one -> one.path("id").asText())
                .flatMap(
                        member ->
                                entries.partsOf(id, member, day)
                                        .map(part -> member(entries.actor(member), part)))
                .toList();
    }

    private static Member member(Link actor, Actor.Part part) {
        return new Member(
                actor,
                requireNonNullElse(part.role(), ""),
                time(
                        part.from() == null ? "" : part.from().text(),
                        part.to() == null ? "" : part.to().text()));
    }
}
