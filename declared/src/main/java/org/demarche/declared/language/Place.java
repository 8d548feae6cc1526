package org.demarche.declared.language;

import java.util.List;
import org.demarche.log.json.Fields;

/**
 * The place of an expression in the body of a definition.
 *
 * @param fields the fields of the body, which collect the faults
 * @param pointer the JSON pointer of the expression
 */
public record Place(Fields fields, String pointer) {

    /**
     * @param column the column in the expression, from 1
     */
    public void note(int column, String message) {
        note(column, message, List.of());
    }

    public void note(int column, String message, List<String> suggestions) {
        fields.note(pointer, "column %d: %s".formatted(column, message), suggestions);
    }
}
