package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.demarche.cli.terminal.Table;

/**
 * Positions as tables: one actor per row, one issue per column. If the terminal is too narrow,
 * several tables follow each other.
 */
record Matrix(List<JsonNode> positions, EntryNames names) {

    /**
     * The width of a cell, which is that of the longest stance with its star. To fit in, an issue's
     * id is wrapped at its hyphens, and its name between words.
     */
    private static final int CELL = 14;

    Matrix {
        positions = List.copyOf(positions);
    }

    String text(int width) {
        var issues = labels("issue", this::issue);
        var actors = labels("actor", names::actor);
        var stances = new HashMap<String, Map<String, String>>();
        for (var position : positions) {
            stances.computeIfAbsent(position.path("actor").asText(), _ -> new HashMap<>())
                    .put(position.path("issue").asText(), PositionText.stance(position));
        }
        var first = actors.values().stream().mapToInt(String::length).max().orElse(0) + 2;
        var across = Math.max(1, (width - first) / (CELL + 1));
        var all = inOrder(issues);
        var tables = new ArrayList<String>();
        for (var from = 0; from < all.size(); from += across) {
            var some = all.subList(from, Math.min(all.size(), from + across));
            var header = new ArrayList<>(List.of("actor"));
            some.forEach(issue -> header.add(issues.getOrDefault(issue, issue)));
            var rows = new ArrayList<List<String>>();
            for (var actor : inOrder(actors)) {
                var byIssue = stances.getOrDefault(actor, Map.of());
                if (some.stream().noneMatch(byIssue::containsKey)) continue;
                var row = new ArrayList<>(List.of(actors.getOrDefault(actor, actor)));
                some.forEach(issue -> row.add(byIssue.getOrDefault(issue, "")));
                rows.add(row);
            }
            tables.add(Table.ofCells(header, rows, CELL, width));
        }
        return String.join(System.lineSeparator().repeat(2), tables);
    }

    private String issue(String id) {
        var name = names.issue(id);
        return name.equals(id) ? id.replace('-', ' ') : name;
    }

    /**
     * Returns the label of each id. If two entries have the same name, their labels also have the
     * ids.
     */
    private Map<String, String> labels(String field, UnaryOperator<String> label) {
        var labels = new HashMap<String, String>();
        var count = new HashMap<String, Integer>();
        for (var position : positions) {
            var id = position.path(field).asText();
            if (labels.containsKey(id)) continue;
            var shown = label.apply(id);
            labels.put(id, shown);
            count.merge(shown, 1, Integer::sum);
        }
        labels.replaceAll(
                (id, shown) ->
                        count.getOrDefault(shown, 1) == 1 ? shown : "%s (%s)".formatted(shown, id));
        return labels;
    }

    private static List<String> inOrder(Map<String, String> labels) {
        return labels.entrySet().stream()
                .sorted(
                        Map.Entry.<String, String>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
