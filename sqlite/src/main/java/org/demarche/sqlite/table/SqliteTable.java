package org.demarche.sqlite.table;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/** A table of the SQLite file. Each column has the path of its value in an object of the API. */
public record SqliteTable(String name, List<Cell> cells) {

    /**
     * @param value the function that gives the value: null, a text, a number, or 0 or 1 for a flag;
     *     lists and objects become JSON
     */
    public record Cell(String column, Function<JsonNode, @Nullable Object> value) {}

    public SqliteTable {
        cells = List.copyOf(cells);
    }

    static SqliteTable of(String name, List<Stream<Cell>> cells) {
        return new SqliteTable(name, cells.stream().flatMap(cell -> cell).toList());
    }

    static Stream<Cell> at(String column, String pointer) {
        var place = JsonPointer.compile(pointer);
        return Stream.of(new Cell(column, row -> value(row.at(place))));
    }

    /** Makes a column for each of these members of the row, with the member's name. */
    static Stream<Cell> members(String... names) {
        return Stream.of(names).flatMap(name -> at(name, '/' + name));
    }

    /** Makes a column with an array; the array is empty if the row has none. */
    static Stream<Cell> list(String column, String pointer) {
        var place = JsonPointer.compile(pointer);
        return Stream.of(
                new Cell(column, row -> row.at(place).isArray() ? row.at(place).toString() : "[]"));
    }

    /** Makes a column with an array: it has one member of each object in an array of the row. */
    static Stream<Cell> list(String column, String pointer, String member) {
        var place = JsonPointer.compile(pointer);
        return Stream.of(
                new Cell(
                        column,
                        row -> {
                            var values = JsonNodeFactory.instance.arrayNode();
                            row.at(place).forEach(one -> values.add(one.get(member)));
                            return values.toString();
                        }));
    }

    /**
     * Makes a column with a time in EDTF, and two columns with its first and its last possible day.
     */
    static Stream<Cell> days(String column, String pointer) {
        var place = JsonPointer.compile(pointer);
        return Stream.of(
                new Cell(column, row -> value(row.at(place))),
                new Cell(column + "Earliest", row -> day(row.at(place), Edtf::earliest)),
                new Cell(column + "Latest", row -> day(row.at(place), Edtf::latest)));
    }

    /** Returns the SQL that inserts a row. */
    String insert() {
        var columns = cells.stream().map(Cell::column).collect(Collectors.joining(", "));
        var places = String.join(", ", Collections.nCopies(cells.size(), "?"));
        return "INSERT INTO %s (%s) VALUES (%s)".formatted(name, columns, places);
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) return null;
        if (node.isBoolean()) return node.booleanValue() ? 1 : 0;
        if (node.isNumber()) return node.numberValue();
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private static @Nullable String day(JsonNode node, Function<Edtf, @Nullable Object> end) {
        if (!node.isTextual()) return null;
        var day = end.apply(Edtf.parse(node.textValue()));
        return day == null ? null : day.toString();
    }
}
