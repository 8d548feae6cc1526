package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Numbers;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;

/**
 * The start page.
 *
 * @param counts the numbers of actors, issues, outlets and positions
 * @param shifts the latest shifts that are certain
 * @param conflicts the latest positions that are disputed, or whose last statement is contested
 */
public record StartPage(
        Layout layout,
        List<Count> counts,
        List<ShiftSentence> shifts,
        List<PositionLine> conflicts) {

    private static final String SHIFTS = "8";

    private static final int CONFLICTS = 6;

    public record Count(String number, String thing) {}

    static StartPage of(PageQuery query, Registry registry, EntryLinks entries) {
        var copy = query.always(Map.of()).copy();
        return new StartPage(
                Layout.of(
                        "Where does each actor stand, since when, and on whose word?",
                        "Demarche keeps each report of a political statement, and works out who"
                                + " stands where.",
                        query.origin() + "/",
                        Alternate.json("/v1/shifts"),
                        Alternate.table("/v1/shifts"),
                        Alternate.feed("/v1/shifts?format=atom"),
                        Alternate.conflicts("/v1/conflicts?format=atom"),
                        Alternate.retractions("/v1/retractions?format=atom")),
                List.of(
                        count(current(registry, EntryType.ACTOR), "actor"),
                        count(current(registry, EntryType.ISSUE), "issue"),
                        count(current(registry, EntryType.OUTLET), "outlet"),
                        count(copy.positionCount(), "position")),
                query
                        .always(Map.of("limit", SHIFTS, "kind", ShiftSentence.CHANGES))
                        .shifts()
                        .items()
                        .stream()
                        .map(one -> ShiftSentence.of(one, entries).worded(query))
                        .toList(),
                conflicts(query, copy, entries));
    }

    /**
     * Returns the latest disputed or contested positions. It evaluates each again, because the copy
     * may still list a position whose doubt a merge of entries has removed.
     */
    private static List<PositionLine> conflicts(
            PageQuery query, PositionsCopy copy, EntryLinks entries) {
        return copy.doubted(2 * CONFLICTS).stream()
                .map(entries::current)
                .distinct()
                .map(one -> query.always(Map.of()).position(one.actor(), one.issue()).json())
                .filter(StartPage::isDoubted)
                .limit(CONFLICTS)
                .map(one -> PositionLine.of(one, entries, query.day()))
                .toList();
    }

    private static boolean isDoubted(JsonNode position) {
        return position.path("disputed").asBoolean()
                || position.at("/latest/contested").asBoolean();
    }

    /** Counts the entries that were not merged into another one. */
    private static long current(Registry registry, EntryType type) {
        return registry.entries(type).stream().filter(one -> one.mergedInto() == null).count();
    }

    private static Count count(long number, String thing) {
        return new Count(Numbers.grouped(number), number == 1 ? thing : thing + 's');
    }
}
