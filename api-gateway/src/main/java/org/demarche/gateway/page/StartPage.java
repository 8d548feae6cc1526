package org.demarche.gateway.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;

/**
 * The first page.
 *
 * @param counts of everything that is there
 * @param shifts the latest whose order is known
 * @param conflicts positions whose last statement is disputed, the latest first
 */
public record StartPage(
        Layout layout, List<Count> counts, List<ShiftLine> shifts, List<PositionLine> conflicts) {

    private static final String SHIFTS = "8";

    private static final int CONFLICTS = 6;

    /** Conflicts are looked for among so many positions. */
    private static final String POSITIONS = "1000";

    public record Count(String number, String thing) {}

    static StartPage of(PageQuery query, Registry registry, EntryLinks entries) {
        var asked = query.always(Map.of("limit", POSITIONS));
        var positions = asked.positions();
        var positionCount = asked.view().positionCount();
        return new StartPage(
                Layout.of(
                        "Where does each actor stand, since when, and on whose word?",
                        "Demarche keeps each report of a political statement, and works out who"
                                + " stands where.",
                        query.origin() + "/",
                        Alternate.json("/v1/shifts"),
                        Alternate.feed("/v1/shifts?format=atom")),
                List.of(
                        count(current(registry, EntryType.ACTOR), "actor"),
                        count(current(registry, EntryType.ISSUE), "issue"),
                        count(current(registry, EntryType.OUTLET), "outlet"),
                        count(positionCount, "position")),
                query
                        .always(Map.of("limit", SHIFTS, "kind", ShiftLine.CHANGES))
                        .shifts()
                        .items()
                        .stream()
                        .map(one -> ShiftLine.of(one, entries))
                        .toList(),
                positions.items().stream()
                        .filter(
                                one ->
                                        one.path("disputed").asBoolean()
                                                || one.at("/latest/contested").asBoolean())
                        .map(one -> PositionLine.of(one, entries))
                        .sorted(Comparator.comparing(StartPage::heard).reversed())
                        .limit(CONFLICTS)
                        .toList());
    }

    private static String heard(PositionLine line) {
        return line.lastHeard().edtf().replaceAll("^\\[?(\\.\\.)?", "");
    }

    /** The entries that were not merged into another. */
    private static long current(Registry registry, EntryType type) {
        return registry.entries(type).stream().filter(one -> one.mergedInto() == null).count();
    }

    private static Count count(long number, String thing) {
        return new Count(Numbers.grouped(number), number == 1 ? thing : thing + 's');
    }
}
