package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.demarche.cli.Table;
import org.demarche.log.registry.EntryType;

/** Entries as a table of three columns, wrapped to fit the terminal. */
final class EntryTable {

    /** A cell is not made narrower, whatever the width. */
    private static final int NARROWEST = 14;

    /** Spaces around the text of a cell. */
    private static final int AROUND = 2;

    /** Lines between three columns. */
    private static final int LINES = 2;

    private EntryTable() {}

    static String of(EntryType type, List<JsonNode> entries, int width) {
        if (entries.isEmpty()) return "No %s is found.".formatted(type.label());
        var shown = Kinds.shown(type);
        var rows =
                entries.stream()
                        .map(
                                entry ->
                                        Table.row(
                                                entry.path("id").asText(),
                                                entry.path("name").asText(),
                                                shown(entry, shown)))
                        .toList();
        return Table.of(List.of("id", "name", shown), rows, cell(rows, width));
    }

    private static String shown(JsonNode entry, String field) {
        return entry.path("mergedInto").isTextual()
                ? "merged into " + entry.path("mergedInto").asText()
                : entry.path(field).asText();
    }

    /** A column that needs less than half of the room leaves the rest to the other. */
    private static int cell(List<List<String>> rows, int width) {
        var room = width - LINES - longest(rows, 0);
        var least = Math.min(longest(rows, 1), longest(rows, 2));
        return Math.max(NARROWEST, room - Math.min(least, room / 2));
    }

    private static int longest(List<List<String>> rows, int column) {
        return AROUND + rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
