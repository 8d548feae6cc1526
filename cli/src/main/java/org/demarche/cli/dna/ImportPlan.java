package org.demarche.cli.dna;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.demarche.cli.terminal.Table;
import org.jspecify.annotations.Nullable;

/**
 * The plan of an import. A dry run only shows it.
 *
 * @param version the DNA version of the file, in words
 * @param coders the coders of the whole file
 * @param others the number of statements by coders that were not chosen
 * @param drafts the drafts of reports, each from one statement
 * @param reports the reports that the drafts become
 * @param refusal the reason why nothing would be imported, which a dry run only shows; null if
 *     there is none
 */
record ImportPlan(
        Path file,
        String version,
        Coders coders,
        int others,
        List<DnaReport> drafts,
        List<DnaReport> reports,
        List<Skipped> skipped,
        Entries entries,
        @Nullable String refusal) {

    private static final int IDS_SHOWN = 20;

    ImportPlan {
        drafts = List.copyOf(drafts);
        reports = List.copyOf(reports);
        skipped = List.copyOf(skipped);
    }

    String head() {
        return "%s, %s: %d statements, %d to file%s, %d skipped%s."
                .formatted(
                        file,
                        version,
                        statements(),
                        drafts.size(),
                        drafts.size() == reports.size()
                                ? ""
                                : " as %d reports".formatted(reports.size()),
                        skipped.size(),
                        others == 0 ? "" : ", %d of other coders".formatted(others));
    }

    private int statements() {
        return drafts.size() + skipped.size() + others;
    }

    /** Returns the range of the imported documents' days; empty without documents. */
    String days() {
        return drafts.isEmpty()
                ? ""
                : "First day %s, last day %s.".formatted(firstDay(), lastDay());
    }

    private LocalDate firstDay() {
        return drafts.stream().map(DnaReport::day).min(Comparator.naturalOrder()).orElseThrow();
    }

    private LocalDate lastDay() {
        return drafts.stream().map(DnaReport::day).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Returns a table of the entries; empty if there are none. */
    String entryTable(int width) {
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
                : Table.of(
                        List.of("Type", "Id", "Name", "State", "Kind", "Statements"), rows, width);
    }

    /** Returns a table with one row for each reason; empty if no statement is skipped. */
    String skippedTable(int width) {
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
                : Table.of(List.of("Skipped: the statement", "Count", "Statements"), rows, width);
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
                        .put("statements", statements())
                        .put("toFile", drafts.size())
                        .put("reports", reports.size())
                        .put("ofOtherCoders", others);
        if (!drafts.isEmpty()) {
            json.put("firstDay", firstDay().toString()).put("lastDay", lastDay().toString());
        }
        coders.write(json.putArray("coders"));
        if (refusal != null) {
            json.put("refusal", refusal);
        }
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
