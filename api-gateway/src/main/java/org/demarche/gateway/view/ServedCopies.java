package org.demarche.gateway.view;

import java.util.Map;
import java.util.Optional;
import org.demarche.log.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * The served copies of one moment.
 *
 * @param projections the served copy of each projection, by name
 * @param next the offset after the last decision that the gateway had read for these copies
 */
public record ServedCopies(Map<String, One> projections, long next) {

    static final ServedCopies NOTHING = new ServedCopies(Map.of(), 0);

    public ServedCopies {
        projections = Map.copyOf(projections);
    }

    /**
     * The served copy of a projection.
     *
     * @param copy null if no version is served yet
     * @param decided the offset after the last decision about the projection that this copy follows
     * @param settled the offset before which this copy follows every decision about the projection
     * @param fault the failure because of which the live version can never be served; null if there
     *     is none
     */
    record One(@Nullable ViewCopy<?> copy, long decided, long settled, @Nullable Throwable fault) {}

    /**
     * Returns the served copy; empty if no version is served yet, or if the projection is unknown.
     */
    public Optional<ViewCopy<?>> copy(String projection) {
        return of(projection).map(One::copy);
    }

    /**
     * Returns the live copy of {@code positions}; it exists as soon as the gateway has caught up.
     */
    public PositionsCopy positions() {
        return (PositionsCopy) copy(VersionId.POSITIONS.projection()).orElseThrow();
    }

    /** Returns the offset after the last decision about the projection that the copy follows. */
    public long decided(String projection) {
        return of(projection).map(One::decided).orElse(0L);
    }

    /** Returns the offset before which the copy follows every decision about the projection. */
    public long settled(String projection) {
        return of(projection).map(One::settled).orElse(next);
    }

    /**
     * Returns the failure because of which the live version can never be served, if one occurred.
     */
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
