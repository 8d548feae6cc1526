package org.demarche.gateway.projection;

import static java.util.Objects.requireNonNullElse;

import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.log.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The options of a rollback.
 *
 * @param to the number of the standby to roll back to; null for the one that was live last
 * @param force whether to roll back despite the blockers of the standby
 */
record RollbackForm(@Nullable Integer to, boolean force, Person person) {

    private static final int HIGHEST = 999_999_999;

    static RollbackForm of(Fields fields) {
        return new RollbackForm(
                fields.number("to", 1, HIGHEST),
                requireNonNullElse(fields.flag("force"), false),
                DecisionBodies.person(fields));
    }
}
