package org.demarche.model;

import org.jspecify.annotations.Nullable;

/** What decides where a statement is counted. */
record Counted(Voice voice, @Nullable Stance taken, Days days, boolean certain) {

    static Counted of(Statement statement) {
        return new Counted(
                statement.voice(), statement.taken(), statement.days(), statement.certain());
    }

    /** In the same turn of the same voice, whatever its stance. */
    boolean isStill(Statement statement) {
        return (taken == null) == (statement.taken() == null)
                && days.equals(statement.days())
                && voice.equals(statement.voice());
    }
}
