package org.demarche.position.partition;

import java.time.Instant;
import org.demarche.log.control.Start;
import org.demarche.position.projection.Fold;
import org.demarche.position.projection.Projection;

/**
 * The parts that a version is made from.
 *
 * @param revision the revision of the projection by which the version is folded
 * @param until the last instant of recording that belongs to the version
 */
public record VersionSpec(Projection projection, int revision, Instant until) {

    public static VersionSpec of(Projection projection) {
        return new VersionSpec(projection, projection.revision(), Instant.MAX);
    }

    public static VersionSpec of(Projection projection, Start start) {
        var until = start.until();
        return new VersionSpec(projection, start.revision(), until == null ? Instant.MAX : until);
    }

    /** Returns a new, empty heap for one partition. */
    Fold open() {
        return projection.open(revision);
    }
}
