package org.demarche.position;

import java.time.Instant;
import org.demarche.log.control.Start;

/**
 * What a version is made of.
 *
 * @param until the last instant of recording that belongs to it
 */
record Recipe(Projection projection, Instant until) {

    static Recipe of(Projection projection) {
        return new Recipe(projection, Instant.MAX);
    }

    static Recipe of(Projection projection, Start start) {
        return new Recipe(projection, start.until() == null ? Instant.MAX : start.until());
    }
}
