package org.demarche.gateway.projection;

import static java.util.Objects.requireNonNullElse;

import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.log.Fields;

/**
 * The options of a rollback.
 *
 * @param force however far behind that is which was served before
 */
record RollbackForm(boolean force, Person person) {

    static RollbackForm of(Fields fields) {
        return new RollbackForm(
                requireNonNullElse(fields.flag("force"), false), Bodies.person(fields));
    }
}
