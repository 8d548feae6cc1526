package org.demarche.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where each run of a line begins, in order. */
final class Runs {

    private final List<Run> runs = new ArrayList<>(1);

    /** The run that has a turn of these days, or would, by its place; null before the first. */
    @Nullable Run at(Days days) {
        var place = placeOf(days);
        if (place < runs.size() && runs.get(place).since().equals(days)) {
            return runs.get(place);
        }
        return place == 0 ? null : runs.get(place - 1);
    }

    @Nullable Run after(Run run) {
        var place = placeOf(run.since()) + 1;
        return place < runs.size() ? runs.get(place) : null;
    }

    /**
     * Says that a run of this stance begins with these days, or, with null, that none does.
     *
     * @param said all statements of a run, as bounded so far
     */
    void bound(Days days, @Nullable Stance stance, Function<Run, List<Statement>> said) {
        var place = placeOf(days);
        var begins = place < runs.size() && runs.get(place).since().equals(days);
        if (begins && stance != null) {
            if (runs.get(place).stance() != stance) {
                runs.set(place, runs.get(place).as(stance));
            }
        } else if (begins) {
            if (place > 0) {
                runs.get(place - 1).join(runs.get(place), place == runs.size() - 1, said);
            }
            runs.remove(place);
        } else if (stance != null) {
            if (place > 0) {
                runs.get(place - 1).split(days, said);
            }
            runs.add(place, new Run(days, stance));
            forgetOldCounts();
        }
    }

    /** A turn behind all others. */
    void append(Days days, Stance stance) {
        if (runs.isEmpty() || runs.getLast().stance() != stance) {
            runs.add(new Run(days, stance));
        }
    }

    List<Run> all() {
        return runs;
    }

    @Nullable Run last() {
        return runs.isEmpty() ? null : runs.getLast();
    }

    @Nullable Run beforeLast() {
        return runs.size() < 2 ? null : runs.get(runs.size() - 2);
    }

    /** A run that is neither the last nor the one before is hardly ever the last again. */
    private void forgetOldCounts() {
        if (runs.size() > 2) {
            runs.get(runs.size() - 3).forget();
        }
    }

    private int placeOf(Days days) {
        var low = 0;
        var high = runs.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (runs.get(middle).since().compareTo(days) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
