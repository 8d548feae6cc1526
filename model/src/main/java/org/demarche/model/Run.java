package org.demarche.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns of equal stance in a row. It ends where the next run begins. */
final class Run {

    private final Days since;
    private final Stance stance;

    /**
     * Of all statements from its first turn up to the next run. Null while nobody asked, or since
     * it was split: then it is counted anew.
     */
    private @Nullable Tally tally;

    Run(Days since, Stance stance) {
        this.since = since;
        this.stance = stance;
    }

    /** The days of its first turn. */
    Days since() {
        return since;
    }

    Stance stance() {
        return stance;
    }

    @Nullable Tally tally() {
        return tally;
    }

    void keep(Tally counted) {
        tally = counted;
    }

    /** Another run begins within it. */
    void split() {
        tally = null;
    }

    /**
     * The run behind it is no longer one of its own.
     *
     * @param count counts a run whose tally is not kept
     */
    void join(Run next, Function<Run, Tally> count) {
        if (tally != null || next.tally != null) {
            var both = count.apply(this);
            both.add(count.apply(next));
            tally = both;
        }
    }

    Run as(Stance other) {
        var run = new Run(since, other);
        run.tally = tally;
        return run;
    }

    void entered(Statement statement) {
        if (tally != null) {
            tally.add(statement);
        }
    }

    void left(Statement statement) {
        if (tally != null) {
            tally.remove(statement);
        }
    }
}
