package org.demarche.gateway.page;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.Shift;

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

    /** Not those by which an actor was first heard, because nothing changed in them. */
    private static final String CHANGES =
            Arrays.stream(Shift.Kind.values())
                    .filter(kind -> kind != Shift.Kind.FIRST)
                    .map(Shift.Kind::label)
                    .collect(Collectors.joining(","));

    private static final int CONFLICTS = 6;

    /** Conflicts are looked for among so many positions. */
    private static final String POSITIONS = "1000";

    public record Count(String number, String thing) {}

    static StartPage of(PageQuery query, Registry registry, EntryLinks entries) {
        var asked = query.always(Map.of("limit", POSITIONS));
        var positions = asked.positions();
        var view = asked.view();
        return new StartPage(
                Layout.of(
                        "Where does each actor stand, since when, and on whose word?",
                        "Demarche keeps each report of a political statement, and works out who"
                                + " stands where.",
                        query.origin() + "/",
                        Alternate.json("/v1/shifts"),
                        Alternate.feed("/v1/shifts?format=atom")),
                List.of(
                        count(registry.entries(EntryType.ACTOR).size(), "actor"),
                        count(registry.entries(EntryType.ISSUE).size(), "issue"),
                        count(registry.entries(EntryType.OUTLET).size(), "outlet"),
                        count(view.positionCount(), "position"),
                        count(view.shiftCount(), "shift")),
                query.always(Map.of("limit", SHIFTS, "kind", CHANGES)).shifts().items().stream()
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

    private static Count count(long number, String thing) {
        return new Count(Numbers.grouped(number), number == 1 ? thing : thing + 's');
    }
}
