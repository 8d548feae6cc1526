package org.demarche.gateway.table;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.demarche.log.registry.Registry;

/**
 * One column of a table, filled from JSON.
 *
 * @param pointer the JSON pointer of the value (RFC 6901); an array on the path means each of its
 *     elements
 * @param ofList whether the value is a field of the list, before the rows, and so is the same in
 *     each row
 * @param form the form in which the column shows the value
 */
public record Column(String name, JsonPointer pointer, boolean ofList, CellForm form) {

    private static final String BETWEEN = "; ";

    public static Column ofRow(String name, String pointer) {
        return new Column(name, JsonPointer.compile(pointer), false, CellForm.AS_SERVED);
    }

    public static Column ofList(String name, String pointer) {
        return new Column(name, JsonPointer.compile(pointer), true, CellForm.AS_SERVED);
    }

    /** Returns further columns, with the first and the last day of the date. */
    public List<Column> days() {
        return List.of(as("Earliest", CellForm.EARLIEST_DAY), as("Latest", CellForm.LATEST_DAY));
    }

    /** Returns further columns, with the actor's name and, for a state, its code. */
    public List<Column> actor() {
        return List.of(as("Name", CellForm.ACTOR_NAME), as("Code", CellForm.ACTOR_CODE));
    }

    /** Returns a further column, with the name of the person. */
    public List<Column> person() {
        return List.of(as("Name", CellForm.ACTOR_NAME));
    }

    public List<Column> issue() {
        return List.of(as("Name", CellForm.ISSUE_NAME));
    }

    public List<Column> outlet() {
        return List.of(as("Name", CellForm.OUTLET_NAME));
    }

    /** Returns a further column, with the name of the actor or outlet. */
    public List<Column> voice() {
        return List.of(as("Name", CellForm.VOICE_NAME));
    }

    private Column as(String ending, CellForm other) {
        return new Column(name + ending, pointer, ofList, other);
    }

    /** Returns the same column for rows that have the object in this member. */
    Column within(String member) {
        return new Column(name, JsonPointer.compile('/' + member).append(pointer), ofList, form);
    }

    /**
     * Returns the text of the cell. Absent and null values are empty. An absent value among several
     * keeps its place, so that columns of one array can be read side by side.
     */
    String cell(JsonNode list, JsonNode row, Registry registry) {
        var found = new ArrayList<String>();
        collect(ofList ? list : row, pointer, found);
        found.replaceAll(value -> form.of(value, registry));
        return found.stream().allMatch(String::isEmpty) ? "" : String.join(BETWEEN, found);
    }

    /**
     * Returns the text of a value. An object becomes JSON, because its members depend on a
     * projection or a type.
     */
    private static String text(JsonNode node) {
        return node.isObject() ? node.toString() : node.isNull() ? "" : node.asText();
    }

    private static void collect(JsonNode node, JsonPointer pointer, List<String> found) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, pointer, found));
        } else if (pointer.matches()) {
            found.add(text(node));
        } else {
            collect(node.path(pointer.getMatchingProperty()), pointer.tail(), found);
        }
    }
}
