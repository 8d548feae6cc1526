package org.demarche.model;

import org.demarche.model.edtf.Days;

/**
 * The statements that a fold counts together. Merged entries count as one, and a part may speak for
 * its whole. {@link #AS_FILED} is the scope of a single actor and issue as filed.
 */
public interface Scope {

    Scope AS_FILED = new Scope() {};

    /** Returns the id under which this actor counts. Merged actors count under one id. */
    default String actor(String id) {
        return id;
    }

    /**
     * Returns the actor for which this one speaks on these days. A part may speak for its whole.
     */
    default String voice(String id, Days saidOn) {
        return actor(id);
    }

    /** Returns the id under which this outlet counts. Merged outlets count under one id. */
    default String outlet(String id) {
        return id;
    }

    /** Returns the id under which this origin, an outlet or an actor, counts. */
    default String origin(String id) {
        return id;
    }

    /** Whether statements of this holder on these days are in scope. */
    default boolean covers(String holder, Days saidOn) {
        return true;
    }
}
