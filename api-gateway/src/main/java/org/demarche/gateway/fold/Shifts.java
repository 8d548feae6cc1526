package org.demarche.gateway.fold;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.view.KeyOrder;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.gateway.view.StoredShift;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.view.ShiftDocument;
import org.demarche.model.PointInTime;
import org.demarche.model.Subject;
import org.demarche.model.fold.Shift;

/**
 * Lists all shifts, the newest first. Most are stored in the view. The shifts of pairs that a merge
 * affects are folded, and sorted into the stored ones. Folded shifts are cached, up to a number of
 * bytes, because each page of the list needs all of them to put them in order.
 */
public final class Shifts {

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    /**
     * The bytes that each pair and each document count in addition to the bytes of the documents.
     */
    private static final int OVERHEAD_BYTES = 300;

    private final Registry registry;
    private final SubjectFolds folds;
    private final Pairs pairs;
    private final KeptByPair<List<StoredShift>> kept;

    public Shifts(Registry registry, SubjectFolds folds) {
        this.registry = registry;
        this.folds = folds;
        pairs = new Pairs(registry);
        kept = new KeptByPair<>(folds, MOST_BYTES, Shifts::bytes);
    }

    private static int bytes(List<StoredShift> shifts) {
        return shifts.stream()
                .mapToInt(shift -> OVERHEAD_BYTES + shift.document().length)
                .reduce(OVERHEAD_BYTES, Integer::sum);
    }

    /**
     * @param before the key of the last shift of the previous page; empty for the newest
     */
    public List<StoredShift> newest(
            SeenVersion seen, String before, ShiftsWanted wanted, int most) {
        var copy = seen.copy();
        if (!registry.hasMerges()) {
            return copy.shifts(before, wanted, most);
        }
        var merged = merged(seen, wanted);
        Predicate<StoredShift> asStored = shift -> !merged.contains(canonical(shift.subject()));
        var found = new ArrayList<>(copy.shifts(before, asStored.and(wanted), most));
        for (var subject : merged) {
            for (var shift : folded(seen, subject)) {
                if (wanted.test(shift)
                        && (before.isEmpty() || KeyOrder.compare(shift.key(), before) < 0)) {
                    found.add(shift);
                }
            }
        }
        found.sort(comparing(StoredShift::key, KeyOrder::compare).reversed());
        return found.subList(0, Math.min(most, found.size()));
    }

    /**
     * Lists the shifts like {@link #newest}, but at a point in time. This folds the shifts of all
     * wanted pairs, because their order is known only afterwards.
     */
    public List<StoredShift> at(
            SeenVersion seen, PointInTime time, String before, ShiftsWanted wanted, int most) {
        var newest = new TreeMap<String, StoredShift>(KeyOrder::compare);
        pairs(seen.copy(), wanted)
                .flatMap(subject -> folds.of(seen, subject, false).history(time).shifts().stream())
                .map(Shifts::asStored)
                .filter(wanted)
                .filter(shift -> before.isEmpty() || KeyOrder.compare(shift.key(), before) < 0)
                .forEach(
                        shift -> {
                            newest.put(shift.key(), shift);
                            if (newest.size() > most) {
                                newest.pollFirstEntry();
                            }
                        });
        return List.copyOf(newest.descendingMap().values());
    }

    /** Whether {@link #at} would stay within the limit of events. */
    public boolean canFold(PositionsCopy copy, ShiftsWanted wanted) {
        // a log with so few events needs no count by pair
        return Arrays.stream(copy.horizon().next()).sum() <= SubjectFolds.MOST_EVENTS
                || !wanted.isOfAll() && eventCount(copy, wanted) <= SubjectFolds.MOST_EVENTS;
    }

    /** Counts the events that {@link #at} would read. */
    public long eventCount(PositionsCopy copy, ShiftsWanted wanted) {
        return pairs(copy, wanted).mapToLong(subject -> folds.eventCount(subject, false)).sum();
    }

    private Stream<Subject> pairs(PositionsCopy copy, ShiftsWanted wanted) {
        return pairs.subjects(copy, wanted.actors(), wanted.issues(), new Subject("", ""));
    }

    private Set<Subject> merged(SeenVersion seen, ShiftsWanted wanted) {
        return pairs(seen.copy(), wanted)
                .filter(subject -> !folds.isAsFiled(subject))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Subject canonical(Subject subject) {
        return new Subject(
                registry.canonical(EntryType.ACTOR, subject.actor()),
                registry.canonical(EntryType.ISSUE, subject.issue()));
    }

    private List<StoredShift> folded(SeenVersion seen, Subject subject) {
        return kept.of(
                seen,
                subject,
                () ->
                        folds.of(seen, subject, false).history(PointInTime.NOW).shifts().stream()
                                .map(Shifts::asStored)
                                .toList());
    }

    private static StoredShift asStored(Shift shift) {
        var certain = shift.certain() == null || shift.certain();
        return new StoredShift(
                shift.subject(),
                shift.to().saidOn().plain(),
                shift.kind().label(),
                certain,
                ShiftDocument.write(shift));
    }
}
