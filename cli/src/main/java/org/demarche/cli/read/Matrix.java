package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.demarche.cli.Table;

/**
 * Positions as tables: one actor a row, one issue a column. If the terminal is too narrow, several
 * tables follow each other.
 */
record Matrix(List<JsonNode> positions) {

    /**
     * As wide as the longest stance with its star. An issue's id is wrapped at its hyphens to fit.
     */
    private static final int CELL = 14;

    Matrix {
        positions = List.copyOf(positions);
    }

    String text(int width) {
        if (positions.isEmpty()) return "No position is known yet.";
        var stances = new TreeMap<String, Map<String, String>>();
        var issues = new TreeSet<String>();
        for (var position : positions) {
            var issue = position.path("issue").asText();
            issues.add(issue);
            stances.computeIfAbsent(position.path("actor").asText(), actor -> new TreeMap<>())
                    .put(issue, PositionText.stance(position));
        }
        var first = stances.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        var across = Math.max(1, (width - first) / (CELL + 1));
        var all = List.copyOf(issues);
        var tables = new ArrayList<String>();
        for (var from = 0; from < all.size(); from += across) {
            tables.add(table(stances, all.subList(from, Math.min(all.size(), from + across))));
        }
        return String.join(System.lineSeparator().repeat(2), tables);
    }

    private static String table(Map<String, Map<String, String>> stances, List<String> issues) {
        var header = new ArrayList<>(List.of("actor"));
        issues.forEach(issue -> header.add(issue.replace('-', ' ')));
        var rows = new ArrayList<List<String>>();
        stances.forEach(
                (actor, byIssue) -> {
                    if (issues.stream().noneMatch(byIssue::containsKey)) return;
                    var row = new ArrayList<>(List.of(actor));
                    issues.forEach(issue -> row.add(byIssue.getOrDefault(issue, "")));
                    rows.add(row);
                });
        return Table.ofCells(header, rows, CELL);
    }
}
