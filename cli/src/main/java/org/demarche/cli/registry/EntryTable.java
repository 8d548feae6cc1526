package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.demarche.cli.terminal.Table;
import org.demarche.log.registry.EntryType;

/** Entries as a table of three columns. */
final class EntryTable {

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
        return Table.of(List.of("id", "name", shown), rows, width);
    }

    private static String shown(JsonNode entry, String field) {
        return entry.path("mergedInto").isTextual()
                ? "merged into " + entry.path("mergedInto").asText()
                : entry.path(field).asText();
    }
}
