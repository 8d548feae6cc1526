package org.demarche.declared;

import java.util.List;
import org.demarche.log.Fields;

/**
 * The place of an expression in the declared body.
 *
 * @param fields take the faults
 * @param pointer of the expression
 */
record Place(Fields fields, String pointer) {

    /**
     * @param column in the expression, from 1
     */
    void note(int column, String message) {
        note(column, message, List.of());
    }

    void note(int column, String message, List<String> suggestions) {
        fields.note(pointer, "column %d: %s".formatted(column, message), suggestions);
    }
}
