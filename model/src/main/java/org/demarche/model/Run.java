package org.demarche.model;

import java.util.ArrayList;
import java.util.List;
import org.demarche.model.Position.Counts;

/**
 * Turns of equal stance in a row.
 *
 * @param turns the oldest first, at least one
 */
record Run(List<Turn> turns) {

    Stance stance() {
        return last().stance();
    }

    /** The days of its first turn. */
    Days since() {
        return turns.getFirst().days();
    }

    Turn last() {
        return turns.getLast();
    }

    /** All that it spans, those that were outweighed among them. */
    List<Statement> statements() {
        var all = new ArrayList<Statement>();
        turns.forEach(turn -> all.addAll(turn.statements()));
        return all;
    }

    /** The day of every statement is known, and the report that speaks for it does not doubt it. */
    boolean certain() {
        return statements().stream().allMatch(statement -> statement.lead().certain());
    }

    Counts counts() {
        return Counts.of(statements());
    }
}
