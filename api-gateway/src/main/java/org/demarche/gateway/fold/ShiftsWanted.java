package org.demarche.gateway.fold;

import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Predicate;
import org.demarche.gateway.view.StoredShift;
import org.demarche.model.edtf.Days;

/**
 * The filters of a list of shifts.
 *
 * @param actors the actors wanted; empty for all
 * @param issues the issues wanted; empty for all
 * @param kinds the wire names of the kinds wanted; empty for all
 * @param uncertain whether shifts that are not certain are wanted, too
 * @param when the test of the days of the later turn of the shift
 */
public record ShiftsWanted(
        NavigableSet<String> actors,
        NavigableSet<String> issues,
        Set<String> kinds,
        boolean uncertain,
        Predicate<Days> when)
        implements Predicate<StoredShift> {

    /** Whether the filter has no actors and no issues, so that all are wanted. */
    boolean isOfAll() {
        return actors.isEmpty() && issues.isEmpty();
    }

    @Override
    public boolean test(StoredShift shift) {
        return (actors.isEmpty() || actors.contains(shift.subject().actor()))
                && (issues.isEmpty() || issues.contains(shift.subject().issue()))
                && (kinds.isEmpty() || kinds.contains(shift.kind()))
                && (uncertain || shift.certain())
                && when.test(shift.into());
    }
}
