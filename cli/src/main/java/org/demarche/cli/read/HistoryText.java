package org.demarche.cli.read;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.demarche.cli.terminal.Table;

/** Writes a history: a table of its runs, the oldest first, and the shifts below the table. */
final class HistoryText {

    private static final List<String> HEADER =
            List.of("stance", "since", "last said", "said by", "conditions");

    private HistoryText() {}

    /**
     * @param when the point in time that was asked for, in words; empty for the present
     * @param width the width of the terminal
     */
    static String of(JsonNode history, EntryNames names, String when, int width) {
        var lines = new ArrayList<String>();
        var runs = history.path("items");
        if (runs.isEmpty()) {
            return names.pair(history) + when + ": no stance of its own is known";
        }
        lines.add(
                "%s%s, by the rule %s"
                        .formatted(names.pair(history), when, DocumentWords.rule(history)));
        lines.add("");
        lines.add(
                Table.of(
                        HEADER,
                        list(runs).stream().map(run -> row(run, names, width)).toList(),
                        width));
        lines.add("");
        for (var run : runs) {
            for (var shift : run.path("shifts")) lines.addAll(ShiftText.lines(shift, names));
        }
        return String.join(System.lineSeparator(), lines).stripTrailing();
    }

    private static List<String> row(JsonNode run, EntryNames names, int width) {
        return Table.row(
                run.path("stance").asText()
                        + (run.path("certainty").asText().equals("uncertain") ? "?" : ""),
                DocumentWords.breakable(run.path("since").asText(""), width),
                DocumentWords.breakable(run.path("until").asText(""), width),
                "%s\n%s in %s"
                        .formatted(
                                speakers(run, names),
                                DocumentWords.count(run.path("counts"), "statement"),
                                DocumentWords.reports(run.path("counts"))),
                DocumentWords.conditions(run));
    }

    private static String speakers(JsonNode run, EntryNames names) {
        var named =
                list(run.path("statements")).stream()
                        .map(names::speaker)
                        .filter(speaker -> !speaker.isEmpty())
                        .distinct()
                        .collect(joining("; "));
        return named.isEmpty() ? "nobody named" : named;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
