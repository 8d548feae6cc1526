package org.demarche.model.fold;

import java.util.List;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * An actor's positions on an issue and the shifts between them, the oldest first. The last run is
 * the position.
 */
public record History(Subject subject, List<Stretch> runs, List<Shift> shifts, Rule rule) {

    public History {
        runs = List.copyOf(runs);
        shifts = List.copyOf(shifts);
    }

    /**
     * A run with all its statements.
     *
     * @param since the days of its first turn
     * @param until the days of its last turn
     * @param conditions the conditions of its last turn
     * @param certain whether the day of every statement in it is known and not doubted
     * @param statements its statements in their order, also those that others outweigh
     * @param outweighed the reports and statements that {@code counts} leaves out; null if the rule
     *     counts all
     */
    public record Stretch(
            Stance stance,
            Days since,
            Days until,
            List<HeardCondition> conditions,
            boolean certain,
            Support counts,
            List<Said> statements,
            @Nullable Support outweighed) {

        public Stretch {
            conditions = List.copyOf(conditions);
            statements = List.copyOf(statements);
        }
    }

    /**
     * One statement, as a line in a list.
     *
     * @param denied the denials of this statement by the actor, in their order
     */
    public record Said(
            StatementId statement,
            Days saidOn,
            Stance stance,
            @Nullable String speaker,
            @Nullable String office,
            boolean contested,
            List<Denial> denied) {

        public Said {
            denied = List.copyOf(denied);
        }
    }
}
