package org.demarche.gateway.page.read;

import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.HiddenField;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.page.StanceSign;
import org.jspecify.annotations.Nullable;

/**
 * An issue, with the actors by their stance on a day, and the shifts since another day.
 *
 * @param parent the wider issue; null if there is none
 * @param matrix the address of the matrix of this issue and its parts
 * @param groups the positions by stance, in the order of the stances
 * @param kept the parameters that the form sends again
 * @param isLater whether this is not the first page
 * @param from the first day of the shifts; empty for all shifts
 */
public record IssuePage(
        Layout layout,
        String name,
        String proposition,
        List<String> aliases,
        @Nullable Link parent,
        List<Link> parts,
        String matrix,
        List<Group> groups,
        List<ShiftSentence> shifts,
        String when,
        String asOf,
        String from,
        List<HiddenField> kept,
        boolean isLater,
        @Nullable String next) {

    private static final String SHIFTS = "25";

    /** Whether the page has all actors, so that it can show how many have each stance. */
    public boolean isWhole() {
        return next == null && !isLater;
    }

    public record Group(StanceSign stance, List<PositionLine> positions) {}

    static IssuePage of(PageQuery query, String issueName, EntryLinks entries) {
        var entry = query.always(Map.of()).issue(issueName).json();
        var id = entry.path("id").asText();
        var name = entry.path("name").asText();
        var parent = entry.path("parent").asText("");
        var page = new HashMap<String, String>();
        if (!query.one("cursor").isEmpty()) {
            page.put("cursor", query.one("cursor"));
        }
        var positions = query.times(page).positionsOn(id);
        var encoded = encoded(id);
        var layout =
                Layout.of(
                        query.dated(name),
                        query.dated(
                                        "The positions of all actors on the proposition “%s”, with days and evidence"
                                                .formatted(entries.proposition(id)))
                                + '.',
                        query.address(entries.issue(id)),
                        Alternate.json(positions.address()),
                        Alternate.csv("/v1/export/statements?format=csv&issue=" + encoded),
                        Alternate.feed("/v1/shifts?format=atom&issue=" + encoded),
                        Alternate.conflicts("/v1/conflicts?format=atom&issue=" + encoded),
                        Alternate.retractions("/v1/retractions?format=atom&issue=" + encoded));
        var parts =
                query.always(Map.of("parent", id)).issues().items().stream()
                        .map(one -> one.path("id").asText())
                        .toList();
        return new IssuePage(
                parent.isEmpty() ? layout : layout.below(entries.issue(parent)),
                name,
                entry.path("proposition").asText(),
                entry.path("aliases").valueStream().map(JsonNode::asText).toList(),
                parent.isEmpty() ? null : entries.issue(parent),
                parts.stream().map(entries::issue).toList(),
                matrix(query, id, parts),
                groups(
                        positions.items().stream()
                                .map(one -> PositionLine.of(one, entries, query.day()))
                                .toList()),
                shifts(query, id, entries),
                query.when(),
                query.one("asOf"),
                query.one("from"),
                query.kept("asOf", "from"),
                !query.one("cursor").isEmpty(),
                positions.next().map(cursor -> query.with(Map.of("cursor", cursor))).orElse(null));
    }

    private static String matrix(PageQuery query, String id, List<String> parts) {
        var issues = Stream.concat(Stream.of(id), parts.stream()).collect(Collectors.joining(","));
        var asOf = query.one("asOf").isEmpty() ? "" : "&asOf=" + encoded(query.one("asOf"));
        return "/matrix?issue=" + encoded(issues) + asOf;
    }

    private static List<Group> groups(List<PositionLine> positions) {
        return Stream.concat(StanceSign.all().stream(), Stream.of(StanceSign.of(null)))
                .map(
                        stance ->
                                new Group(
                                        stance,
                                        positions.stream()
                                                .filter(one -> one.stance().equals(stance))
                                                .toList()))
                .filter(group -> !group.positions().isEmpty())
                .toList();
    }

    private static List<ShiftSentence> shifts(PageQuery query, String issue, EntryLinks entries) {
        var asked = new HashMap<String, String>();
        asked.put("issue", issue);
        asked.put("limit", SHIFTS);
        asked.put("kind", ShiftSentence.CHANGES);
        if (!query.one("from").isEmpty()) {
            asked.put("from", query.one("from"));
        }
        return query.times(asked).shifts().items().stream()
                .map(one -> ShiftSentence.of(one, entries).worded(query))
                .toList();
    }
}
