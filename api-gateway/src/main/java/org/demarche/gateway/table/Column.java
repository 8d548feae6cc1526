package org.demarche.gateway.table;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.demarche.log.registry.Registry;

/**
 * One column of a table, filled from JSON.
 *
 * @param pointer where the cell lies (RFC 6901), except that an array on the way means each of its
 *     elements
 * @param ofList whether it is read from the document around the rows, where it stands before them,
 *     and is the same in each
 * @param form how it shows what it finds
 */
public record Column(String name, JsonPointer pointer, boolean ofList, CellForm form) {

    private static final String BETWEEN = "; ";

    public static Column ofRow(String name, String pointer) {
        return new Column(name, JsonPointer.compile(pointer), false, CellForm.AS_SERVED);
    }

    public static Column ofList(String name, String pointer) {
        return new Column(name, JsonPointer.compile(pointer), true, CellForm.AS_SERVED);
    }

    /** Adds the first and the last day of a time beside it. */
    public List<Column> days() {
        return List.of(as("Earliest", CellForm.EARLIEST_DAY), as("Latest", CellForm.LATEST_DAY));
    }

    /** Adds the name of an actor, and the code of a state, beside the id. */
    public List<Column> actor() {
        return List.of(as("Name", CellForm.ACTOR_NAME), as("Code", CellForm.ACTOR_CODE));
    }

    /** Adds the name of a person beside the id. */
    public List<Column> person() {
        return List.of(as("Name", CellForm.ACTOR_NAME));
    }

    public List<Column> issue() {
        return List.of(as("Name", CellForm.ISSUE_NAME));
    }

    public List<Column> outlet() {
        return List.of(as("Name", CellForm.OUTLET_NAME));
    }

    /** Adds the name of an actor or an outlet beside the id. */
    public List<Column> voice() {
        return List.of(as("Name", CellForm.VOICE_NAME));
    }

    private Column as(String ending, CellForm other) {
        return new Column(name + ending, pointer, ofList, other);
    }

    /** The same column of an object within the row. */
    Column within(String member) {
        return new Column(name, JsonPointer.compile('/' + member).append(pointer), ofList, form);
    }

    /**
     * Absent and null values are empty. Absent ones among several values keep their place, so that
     * columns of one array can be read side by side.
     */
    String cell(JsonNode list, JsonNode row, Registry registry) {
        var found = new ArrayList<String>();
        collect(ofList ? list : row, pointer, found);
        found.replaceAll(value -> form.of(value, registry));
        return found.stream().allMatch(String::isEmpty) ? "" : String.join(BETWEEN, found);
    }

    /** An object is shown as JSON, because its members depend on a projection or a type. */
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
