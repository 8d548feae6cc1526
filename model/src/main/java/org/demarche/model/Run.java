package org.demarche.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns in a row with the same stance.
 *
 * @param turns the oldest first, at least one
 */
record Run(List<Turn> turns) {

    Stance stance() {
        return last().stance();
    }

    Days since() {
        return turns.getFirst().days();
    }

    Turn last() {
        return turns.getLast();
    }

    /** All statements of the run, also those that others outweigh. */
    List<Statement> statements() {
        var all = new ArrayList<Statement>();
        turns.forEach(turn -> all.addAll(turn.statements()));
        return all;
    }

    /** Whether the day of every turn is known and nobody doubts it. */
    boolean certain() {
        return turns.stream().allMatch(Turn::certain);
    }
}
