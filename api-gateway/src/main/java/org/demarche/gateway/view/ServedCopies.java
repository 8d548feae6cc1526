package org.demarche.gateway.view;

import java.util.Map;
import java.util.Optional;
import org.demarche.log.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * The served copies of one moment.
 *
 * @param projections by name
 * @param next offset after the last decision that was looked at
 */
public record ServedCopies(Map<String, One> projections, long next) {

    static final ServedCopies NOTHING = new ServedCopies(Map.of(), 0);

    public ServedCopies {
        projections = Map.copyOf(projections);
    }

    /**
     * The served copy of a projection.
     *
     * @param copy null if nothing is yet
     * @param decided offset after the last decision about it that this follows
     * @param settled offset before which no decision about it is that this does not follow
     * @param fault why what should be served can never be, if so
     */
    record One(@Nullable ViewCopy<?> copy, long decided, long settled, @Nullable Throwable fault) {}

    /** Empty if no version of the projection is live yet, or if there is no such projection. */
    public Optional<ViewCopy<?>> copy(String projection) {
        return of(projection).map(One::copy);
    }

    /** The live copy of {@code positions}; it exists as soon as the gateway has caught up. */
    public PositionsCopy positions() {
        return (PositionsCopy) copy(VersionId.POSITIONS.projection()).orElseThrow();
    }

    /** The offset after the last followed decision about the projection. */
    public long decided(String projection) {
        return of(projection).map(One::decided).orElse(0L);
    }

    /** The offset before which every decision about the projection is followed. */
    public long settled(String projection) {
        return of(projection).map(One::settled).orElse(next);
    }

    /** The failure because of which the live version can never be served, if one occurred. */
    public Optional<Throwable> fault(String projection) {
        return of(projection).map(One::fault);
    }

    boolean has(ViewCopy<?> copy) {
        return projections.values().stream().anyMatch(one -> one.copy() == copy);
    }

    private Optional<One> of(String projection) {
        return Optional.ofNullable(projections.get(projection));
    }
}
