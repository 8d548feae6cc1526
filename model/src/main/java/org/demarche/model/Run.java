package org.demarche.model;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns of equal stance in a row. It ends where the next run begins. */
final class Run {

    /** So many reports are counted when asked: that costs less than to keep their count. */
    static final int FEW_REPORTS = 64;

    /** So many statements may come or go at once before all are counted anew. */
    private static final int FEW = 32;

    private final Days since;
    private final Stance stance;

    /**
     * Of all statements from its first turn up to the next run. Null while nobody asked, or since
     * many statements came or went at once: then it is counted anew.
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

    void forget() {
        tally = null;
    }

    /**
     * Another run begins within it. At its end, as with each new stance, few statements go.
     *
     * @param said its own, those that go among them
     */
    void split(Days days, Function<Run, List<Statement>> said) {
        if (tally == null) {
            return;
        }
        var statements = said.apply(this);
        var few = statements.subList(Math.max(0, statements.size() - FEW - 1), statements.size());
        var going = few.stream().filter(one -> one.days().compareTo(days) >= 0).toList();
        if (going.size() > FEW) {
            tally = null;
        } else {
            going.forEach(tally::remove);
        }
    }

    /**
     * The run behind it is no longer one of its own. Only the last run's tally is sure to be asked
     * for.
     */
    void join(Run next, boolean nextIsLast, Function<Run, List<Statement>> said) {
        if (tally == null && next.tally == null) {
            return;
        }
        var coming = said.apply(next);
        if (tally != null && coming.size() <= FEW) {
            coming.forEach(tally::add);
        } else {
            tally = nextIsLast ? sum(counted(said), next.counted(said)) : null;
        }
    }

    private Tally counted(Function<Run, List<Statement>> said) {
        return tally == null ? Tally.of(said.apply(this)) : tally;
    }

    private static Tally sum(Tally one, Tally other) {
        var larger = one.statements() > other.statements() ? one : other;
        larger.add(larger == one ? other : one);
        return larger;
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

    void changed(Consumer<Tally> change) {
        if (tally != null) {
            change.accept(tally);
        }
    }

    void left(Statement statement) {
        if (tally != null) {
            tally.remove(statement);
        }
    }
}
