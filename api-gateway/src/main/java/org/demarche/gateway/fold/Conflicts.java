package org.demarche.gateway.fold;

import static java.util.Comparator.comparing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.gateway.view.View;
import org.demarche.log.registry.Registry;
import org.demarche.model.Basis;
import org.demarche.model.PointInTime;
import org.demarche.model.Subject;

/**
 * The conflicts between reports, those that arose last first. They are folded, and those of the
 * present are kept for each actor and issue until something of it changes.
 */
public final class Conflicts {

    /** The most conflicts that are kept. */
    private static final long MOST_KEPT = 50_000;

    /** The latest first, and no two at the same place. */
    public static final Comparator<Place> ORDER =
            comparing(Place::arose).reversed().thenComparing(Place::statement);

    /**
     * A place in the list.
     *
     * @param statement its id
     */
    public record Place(Instant arose, String statement) {

        public static Place of(ConflictingReports conflict) {
            return new Place(conflict.arose(), conflict.statement().toString());
        }
    }

    private record Key(Subject subject, Instant until, Basis basis) {}

    private record Kept(Stamp stamp, List<ConflictingReports> conflicts) {}

    private final Folds folds;
    private final Pairs pairs;
    private final Cache<Key, Kept> kept =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_KEPT)
                    .<Key, Kept>weigher((_, one) -> 1 + one.conflicts().size())
                    .build();

    public Conflicts(Registry registry, Folds folds) {
        this.folds = folds;
        pairs = new Pairs(registry);
    }

    /**
     * @param actors whose statements; empty for everybody's
     * @param issues on what; empty for everything
     * @param after the place before the first one wanted; empty for the beginning
     */
    public List<ConflictingReports> latest(
            Seen seen,
            PointInTime time,
            NavigableSet<String> actors,
            NavigableSet<String> issues,
            Optional<Place> after,
            int most) {
        return subjects(seen.view(), actors, issues)
                // one report contradicts nobody
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

    /** The number of events that {@link #latest} may read and fold. */
    public long eventCount(View view, NavigableSet<String> actors, NavigableSet<String> issues) {
        return subjects(view, actors, issues)
                .mapToLong(subject -> folds.eventCount(subject, false))
                .sum();
    }

    private Stream<Subject> subjects(
            View view, NavigableSet<String> actors, NavigableSet<String> issues) {
        return pairs.subjects(view, actors, issues, new Subject("", ""));
    }

    private List<ConflictingReports> of(Seen seen, Subject subject, PointInTime time) {
        if (!time.equals(PointInTime.NOW)) {
            return folded(seen, subject, time);
        }
        var key = new Key(subject, seen.horizon().until(), seen.basis());
        var stamp = folds.stamp(seen, subject);
        var known = kept.getIfPresent(key);
        if (known != null && known.stamp().equals(stamp)) {
            return known.conflicts();
        }
        var conflicts = folded(seen, subject, time);
        kept.put(key, new Kept(stamp, conflicts));
        return conflicts;
    }

    private List<ConflictingReports> folded(Seen seen, Subject subject, PointInTime time) {
        return folds.of(seen, subject, false).statements(time).stream()
                .flatMap(statement -> ConflictingReports.of(statement).stream())
                .toList();
    }
}
