package org.demarche.gateway.fold;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.Subject;

/**
 * Finds the conflicts between reports, the newest first. Each read folds them. The conflicts of the
 * present are cached for each actor and issue until a record or a merge changes them.
 */
public final class Conflicts {

    private static final long MOST_KEPT = 50_000;

    /** Puts the newest first; no two conflicts compare as equal. */
    public static final Comparator<Place> ORDER =
            comparing(Place::arose).reversed().thenComparing(Place::statement);

    /**
     * A place in the list.
     *
     * @param statement the id of the statement
     */
    public record Place(Instant arose, String statement) {

        public static Place of(ConflictingReports conflict) {
            return new Place(conflict.arose(), conflict.statement().toString());
        }
    }

    private final SubjectFolds folds;
    private final Pairs pairs;
    private final KeptByPair<List<ConflictingReports>> kept;

    public Conflicts(Registry registry, SubjectFolds folds) {
        this.folds = folds;
        pairs = new Pairs(registry);
        kept = new KeptByPair<>(folds, MOST_KEPT, conflicts -> 1 + conflicts.size());
    }

    /**
     * @param actors the actors wanted; empty for all
     * @param issues the issues wanted; empty for all
     * @param after the list begins after this place; empty for the beginning
     */
    public List<ConflictingReports> latest(
            SeenVersion seen,
            PointInTime time,
            NavigableSet<String> actors,
            NavigableSet<String> issues,
            Optional<Place> after,
            int most) {
        return subjects(seen.copy(), actors, issues)
                // a single report contradicts no other
                .filter(subject -> folds.eventCount(subject, false) > 1)
                .flatMap(subject -> of(seen, subject, time).stream())
                .filter(
                        one ->
                                after.filter(place -> isBehind(one, place)).isPresent()
                                        || after.isEmpty())
                .sorted(comparing(Place::of, ORDER))
                .limit(most)
                .toList();
    }

    private static boolean isBehind(ConflictingReports conflict, Place place) {
        return ORDER.compare(Place.of(conflict), place) > 0;
    }

    /** Counts the events that {@link #latest} may read and fold. */
    public long eventCount(
            PositionsCopy copy, NavigableSet<String> actors, NavigableSet<String> issues) {
        return subjects(copy, actors, issues)
                .mapToLong(subject -> folds.eventCount(subject, false))
                .sum();
    }

    private Stream<Subject> subjects(
            PositionsCopy copy, NavigableSet<String> actors, NavigableSet<String> issues) {
        return pairs.subjects(copy, actors, issues, new Subject("", ""));
    }

    private List<ConflictingReports> of(SeenVersion seen, Subject subject, PointInTime time) {
        return time.equals(PointInTime.NOW)
                ? kept.of(seen, subject, () -> folded(seen, subject, time))
                : folded(seen, subject, time);
    }

    private List<ConflictingReports> folded(SeenVersion seen, Subject subject, PointInTime time) {
        return folds.of(seen, subject, false).statements(time).stream()
                .flatMap(statement -> ConflictingReports.of(statement).stream())
                .toList();
    }
}
