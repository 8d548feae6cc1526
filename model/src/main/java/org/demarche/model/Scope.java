package org.demarche.model;

import org.demarche.model.edtf.Days;

/**
 * The statements that a fold counts together. Merged entries count as one, and a part may speak as
 * its whole. For a single actor and issue as filed, {@link #AS_FILED} suffices.
 */
public interface Scope {

    Scope AS_FILED = new Scope() {};

    /** The actor as which this one counts. */
    default String actor(String id) {
        return id;
    }

    /** The actor for which this one speaks on these days: a part may speak for its whole. */
    default String voice(String id, Days saidOn) {
        return actor(id);
    }

    /** The outlet as which this one counts. */
    default String outlet(String id) {
        return id;
    }

    /** The origin, an outlet or an actor, as which this one counts. */
    default String origin(String id) {
        return id;
    }

    /** Whether statements of this holder on these days are in scope. */
    default boolean covers(String holder, Days saidOn) {
        return true;
    }
}
