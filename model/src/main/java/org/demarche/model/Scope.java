package org.demarche.model;

/**
 * Whose statements a fold takes together. Entries that were merged count as one, and a part may
 * speak as the whole; a single actor and issue as filed need no more than {@link #AS_FILED}.
 */
public interface Scope {

    Scope AS_FILED = new Scope() {};

    /** The actor that this one counts as. */
    default String actor(String id) {
        return id;
    }

    /** The actor in whose name this one speaks on these days: a part in that of the whole. */
    default String voice(String id, Days saidOn) {
        return actor(id);
    }

    /** The outlet that this one counts as. */
    default String outlet(String id) {
        return id;
    }

    /** The origin, an outlet or an actor, that this one counts as. */
    default String origin(String id) {
        return id;
    }

    /** Whether what was said of this holder on these days belongs to it. */
    default boolean covers(String holder, Days saidOn) {
        return true;
    }
}
