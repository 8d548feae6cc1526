package org.demarche.gateway.fold;

import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Predicate;
import org.demarche.gateway.view.StoredShift;
import org.demarche.model.edtf.Days;

/**
 * The filters of a list of shifts.
 *
 * @param actors whose; empty for everybody's
 * @param issues on what; empty for everything
 * @param kinds wire names; empty for all
 * @param uncertain whether those are wanted, too, whose order is not known
 * @param when what the days of the turn must meet into which the shift leads
 */
public record ShiftsWanted(
        NavigableSet<String> actors,
        NavigableSet<String> issues,
        Set<String> kinds,
        boolean uncertain,
        Predicate<Days> when)
        implements Predicate<StoredShift> {

    /** No actors and no issues mean all of them. */
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
