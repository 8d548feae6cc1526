package org.demarche.gateway.fold;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.PairPlace;
import org.demarche.gateway.fold.LearnedShift.Place;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/**
 * All shifts in the order in which the log learned of them, the last first. Actors and issues are
 * folded in the order of their last records, because no shift is learned after the last record of
 * its own; so only those are folded that may have some of the page. Those of the present are kept
 * for each actor and issue until something of it changes.
 */
public final class LearnedShifts {

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    /**
     * @param isCut whether there may be more, and they would be folded from more events than one
     *     answer may read
     */
    public record Found(List<LearnedShift> shifts, boolean isCut) {

        public Found {
            shifts = List.copyOf(shifts);
        }
    }

    private final Registry registry;
    private final Folds folds;
    private final Evidence evidence;
    private final KeptByPair<List<LearnedShift>> kept;

    public LearnedShifts(Registry registry, Folds folds, Evidence evidence) {
        this.registry = registry;
        this.folds = folds;
        this.evidence = evidence;
        kept = new KeptByPair<>(folds, MOST_BYTES, LearnedShifts::bytes);
    }

    private static int bytes(List<LearnedShift> shifts) {
        return Shifts.bytes(shifts.stream().map(LearnedShift::shift).toList());
    }

    /**
     * @param after the place before the first one wanted; empty for the beginning
     */
    public Found latest(
            Seen seen, PointInTime time, ShiftsWanted wanted, Optional<Place> after, int most) {
        var page = new Walk(seen, time, wanted, after, most);
        evidence.latest(page::look);
        return page.found();
    }

    private final class Walk {

        private final Seen seen;
        private final PointInTime time;
        private final ShiftsWanted wanted;
        private final Optional<Place> after;
        private final int most;
        private final TreeSet<LearnedShift> found =
                new TreeSet<>(comparing(LearnedShift::place, LearnedShift.ORDER));
        private final HashSet<Subject> looked = new HashSet<>();
        private long events;
        private @Nullable Instant stopped;

        Walk(Seen seen, PointInTime time, ShiftsWanted wanted, Optional<Place> after, int most) {
            this.seen = seen;
            this.time = time;
            this.wanted = wanted;
            this.after = after;
            this.most = most;
        }

        /** Whether the next pair may have shifts of the page. */
        boolean look(PairPlace pair) {
            if (found.size() == most && found.last().learned().isAfter(pair.recorded())) {
                return false;
            }
            var subject = current(pair.subject());
            if (!wanted.isAbout(subject) || !looked.add(subject)) {
                return true;
            }
            var count = folds.eventCount(subject, false);
            if (events > 0 && events + count > Folds.MOST_EVENTS) {
                stopped = pair.recorded();
                return false;
            }
            events += count;
            of(subject).stream()
                    .filter(one -> wanted.test(one.shift()))
                    .filter(one -> isBehind(one.place()))
                    .forEach(found::add);
            while (found.size() > most) {
                found.pollLast();
            }
            return true;
        }

        private boolean isBehind(Place place) {
            return after.isEmpty() || LearnedShift.ORDER.compare(place, after.get()) > 0;
        }

        private List<LearnedShift> of(Subject subject) {
            return time.equals(PointInTime.NOW)
                    ? kept.of(seen, subject, () -> folded(subject))
                    : folded(subject);
        }

        private List<LearnedShift> folded(Subject subject) {
            return folds.of(seen, subject, false).learned(time).entrySet().stream()
                    .map(one -> new LearnedShift(Shifts.asStored(one.getKey()), one.getValue()))
                    .toList();
        }

        /** Without those that a pair that was not looked at may precede. */
        Found found() {
            var end = stopped;
            return new Found(
                    found.stream()
                            .filter(one -> end == null || one.learned().isAfter(end))
                            .toList(),
                    end != null);
        }
    }

    private Subject current(Subject filed) {
        return new Subject(
                registry.canonical(EntryType.ACTOR, filed.actor()),
                registry.canonical(EntryType.ISSUE, filed.issue()));
    }
}
