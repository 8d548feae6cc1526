package org.demarche.gateway.table;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One column of a table, filled from JSON.
 *
 * @param pointer where the cell lies (RFC 6901), except that an array on the way means each of its
 *     elements
 * @param ofList whether it is read from the document around the rows, where it stands before them,
 *     and is the same in each
 */
public record Column(String name, JsonPointer pointer, boolean ofList) {

    private static final String BETWEEN = "; ";

    public static Column ofRow(String name, String pointer) {
        return new Column(name, JsonPointer.compile(pointer), false);
    }

    public static Column ofList(String name, String pointer) {
        return new Column(name, JsonPointer.compile(pointer), true);
    }

    /**
     * What is absent or null is empty. Of several values, absent ones keep their place, so that
     * columns of one array can be read side by side.
     */
    String cell(JsonNode list, JsonNode row) {
        var found = new ArrayList<String>();
        collect(ofList ? list : row, pointer, found);
        return found.stream().allMatch(String::isEmpty) ? "" : String.join(BETWEEN, found);
    }

    private static void collect(JsonNode node, JsonPointer pointer, List<String> found) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, pointer, found));
        } else if (pointer.matches()) {
            found.add(node.isNull() ? "" : node.asText());
        } else {
            collect(node.path(pointer.getMatchingProperty()), pointer.tail(), found);
        }
    }
}
