package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.List;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Days;

/**
 * Turns in a row with the same stance.
 *
 * @param turns the oldest first, at least one
 */
public record Run(List<Turn> turns) {

    Stance stance() {
        return last().stance();
    }

    public Days since() {
        return turns.getFirst().days();
    }

    public Turn last() {
        return turns.getLast();
    }

    /** All statements of the run, also those that others outweigh. */
    List<Statement> statements() {
        var all = new ArrayList<Statement>();
        turns.forEach(turn -> all.addAll(turn.statements()));
        return all;
    }

    /** Whether the day of every turn is known and not doubted. */
    boolean certain() {
        return turns.stream().allMatch(Turn::certain);
    }
}
