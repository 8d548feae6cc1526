package org.demarche.position.partition;

import java.time.Instant;
import org.demarche.log.control.Start;
import org.demarche.position.projection.Fold;
import org.demarche.position.projection.Projection;

/**
 * The parts that a version is made from.
 *
 * @param revision of the projection, which its code folds
 * @param until the last instant of recording that belongs to it
 */
public record Recipe(Projection projection, int revision, Instant until) {

    public static Recipe of(Projection projection) {
        return new Recipe(projection, projection.revision(), Instant.MAX);
    }

    public static Recipe of(Projection projection, Start start) {
        var until = start.until();
        return new Recipe(projection, start.revision(), until == null ? Instant.MAX : until);
    }

    /** A new, empty heap for one partition. */
    Fold open() {
        return projection.open(revision);
    }
}
