package org.demarche.gateway.fold;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.Stance;
import org.demarche.model.Subject;
import org.demarche.model.fold.History;
import org.jspecify.annotations.Nullable;

/**
 * The stances that actors held in a window of days. An actor holds a stance from the day by which
 * the stance's run has certainly begun, until the day by which the next run has certainly begun.
 * For the present, the stances and days of each history are cached until a record or a merge
 * changes them.
 */
public final class Holdings {

    private static final long MOST_KEPT = 200_000;

    /** A stance that the actor has taken by this day at the latest. */
    record Taken(Stance stance, LocalDate from) {}

    private final SubjectFolds folds;
    private final Pairs pairs;
    private final KeptByPair<List<Taken>> kept;

    public Holdings(Registry registry, SubjectFolds folds) {
        this.folds = folds;
        pairs = new Pairs(registry);
        kept = new KeptByPair<>(folds, MOST_KEPT, taken -> 1 + taken.size());
    }

    /**
     * Finds the stances of each actor and issue, and leaves out pairs without any.
     *
     * @param actors the actors wanted; empty for all
     * @param issues the issues wanted; empty for all
     * @param from the first day; null for only the stances at the end of the window
     * @param to the last day; null for a window without end
     */
    public Map<Subject, Set<Stance>> held(
            SeenVersion seen,
            PointInTime time,
            NavigableSet<String> actors,
            NavigableSet<String> issues,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        var held = new TreeMap<Subject, Set<Stance>>();
        subjects(seen.copy(), actors, issues)
                .forEach(
                        subject -> {
                            var stances = within(taken(seen, subject, time), from, to);
                            if (!stances.isEmpty()) {
                                held.put(subject, stances);
                            }
                        });
        return held;
    }

    /** Counts the events that {@link #held} may read and fold. */
    public long eventCount(
            PositionsCopy copy, NavigableSet<String> actors, NavigableSet<String> issues) {
        return subjects(copy, actors, issues)
                .mapToLong(subject -> folds.eventCount(subject, false))
                .sum();
    }

    /**
     * @param taken the stances that an actor took on an issue, the oldest first
     */
    static Set<Stance> within(List<Taken> taken, @Nullable LocalDate from, @Nullable LocalDate to) {
        var stances = EnumSet.noneOf(Stance.class);
        var begun = taken.stream().filter(one -> to == null || !one.from().isAfter(to)).toList();
        for (var at = 0; at < begun.size(); at++) {
            var isLast = at == begun.size() - 1;
            if (isLast || from != null && begun.get(at + 1).from().isAfter(from)) {
                stances.add(begun.get(at).stance());
            }
        }
        return stances;
    }

    private Stream<Subject> subjects(
            PositionsCopy copy, NavigableSet<String> actors, NavigableSet<String> issues) {
        return pairs.subjects(copy, actors, issues, new Subject("", ""));
    }

    private List<Taken> taken(SeenVersion seen, Subject subject, PointInTime time) {
        return time.equals(PointInTime.NOW)
                ? kept.of(seen, subject, () -> folded(seen, subject, time))
                : folded(seen, subject, time);
    }

    private List<Taken> folded(SeenVersion seen, Subject subject, PointInTime time) {
        return folds.of(seen, subject, false).history(time).runs().stream()
                .map(Holdings::taken)
                .toList();
    }

    private static Taken taken(History.Stretch run) {
        return new Taken(run.stance(), run.since().latest());
    }
}
