package org.demarche.cli.dna;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.demarche.cli.Table;

/**
 * What an import will do: shown by a dry run, and done otherwise.
 *
 * @param version of the file, in words
 */
record Plan(Path file, String version, List<Draft> drafts, List<Skipped> skipped, Entries entries) {

    private static final int IDS_SHOWN = 20;

    Plan {
        drafts = List.copyOf(drafts);
        skipped = List.copyOf(skipped);
    }

    String head() {
        return "%s, %s: %d statements, %d to file, %d skipped."
                .formatted(
                        file,
                        version,
                        drafts.size() + skipped.size(),
                        drafts.size(),
                        skipped.size());
    }

    /** Empty where nothing is named. */
    String entryTable() {
        var rows = new ArrayList<List<String>>();
        for (var entry : entries.all()) {
            rows.add(
                    Table.row(
                            entry.type().label(),
                            entry.id(),
                            entry.name(),
                            entry.known() ? "known" : "new",
                            entry.known() ? "" : entry.kind().label(),
                            entry.statements()));
        }
        return rows.isEmpty()
                ? ""
                : Table.of(List.of("Type", "Id", "Name", "State", "Kind", "Statements"), rows);
    }

    /** A row a reason; empty where nothing is skipped. */
    String skippedTable() {
        var byReason = new LinkedHashMap<String, List<Long>>();
        for (var each : skipped) {
            for (var reason : each.reasons()) {
                byReason.computeIfAbsent(reason, any -> new ArrayList<>()).add(each.statement());
            }
        }
        var rows = new ArrayList<List<String>>();
        byReason.forEach((reason, ids) -> rows.add(Table.row(reason, ids.size(), some(ids))));
        return rows.isEmpty()
                ? ""
                : Table.of(List.of("Skipped: a statement that", "Count", "Statements"), rows);
    }

    private static String some(List<Long> ids) {
        var shown =
                ids.stream()
                        .limit(IDS_SHOWN)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        var more = ids.size() - IDS_SHOWN;
        return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
    }

    ObjectNode json() {
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("file", file.toString())
                        .put("version", version)
                        .put("statements", drafts.size() + skipped.size())
                        .put("toFile", drafts.size());
        var named = json.putArray("entries");
        for (var entry : entries.all()) {
            var node =
                    named.addObject()
                            .put("type", entry.type().label())
                            .put("id", entry.id())
                            .put("name", entry.name())
                            .put("known", entry.known())
                            .put("statements", entry.statements());
            if (!entry.known() && entry.kind() != Entry.Kind.NONE) {
                node.put("kind", entry.kind().label());
            }
        }
        var left = json.putArray("skipped");
        for (var each : skipped) {
            var reasons = left.addObject().put("statement", each.statement()).putArray("reasons");
            each.reasons().forEach(reasons::add);
        }
        return json;
    }
}
