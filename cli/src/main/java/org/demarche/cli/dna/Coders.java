package org.demarche.cli.dna;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.demarche.cli.terminal.Table;
import org.demarche.sqlite.dna.CleanTexts;
import org.demarche.sqlite.dna.Coded;

/**
 * The coders of a file, with the number of their statements.
 *
 * @param statements the number of statements by coder; the empty name counts statements without a
 *     coder
 */
record Coders(SortedMap<String, Integer> statements) {

    static Coders of(List<Coded> coded) {
        var statements = new TreeMap<String, Integer>();
        for (var each : coded) {
            statements.merge(each.coder() == null ? "" : each.coder(), 1, Integer::sum);
        }
        return new Coders(statements);
    }

    /** Finds the coder with this name, in upper or lower case. */
    Optional<String> named(String name) {
        return statements.keySet().stream()
                .filter(coder -> !coder.isEmpty() && coder.equalsIgnoreCase(CleanTexts.clean(name)))
                .findFirst();
    }

    /**
     * Two statements of different coders whose passages in one document overlap, so that both would
     * count.
     */
    record Overlap(DnaReport one, DnaReport other) {

        String text() {
            return "statement %d by %s and statement %d by %s"
                    .formatted(
                            one.statement(),
                            label(one.coder() == null ? "" : one.coder()),
                            other.statement(),
                            label(other.coder() == null ? "" : other.coder()));
        }
    }

    static Optional<Overlap> overlap(List<DnaReport> drafts) {
        var inOrder = new ArrayList<>(drafts);
        inOrder.sort(
                Comparator.<DnaReport>comparingLong(draft -> draft.place().document())
                        .thenComparing(draft -> draft.place().start()));
        // by coder, the passage of this document with the latest end
        var open = new HashMap<String, DnaReport>();
        var document = 0L;
        for (var draft : inOrder) {
            if (draft.place().document() != document) {
                open.clear();
                document = draft.place().document();
            }
            var coder = draft.coder() == null ? "" : draft.coder();
            for (var before : open.entrySet()) {
                if (!before.getKey().equals(coder)
                        && before.getValue().place().stop() > draft.place().start()) {
                    return Optional.of(new Overlap(before.getValue(), draft));
                }
            }
            open.merge(
                    coder,
                    draft,
                    (one, other) -> one.place().stop() < other.place().stop() ? other : one);
        }
        return Optional.empty();
    }

    private static String label(String coder) {
        return coder.isEmpty() ? "nobody" : coder;
    }

    /** Returns the coders as a part of a sentence. */
    String text() {
        return statements.entrySet().stream()
                .map(each -> "%s (%d)".formatted(label(each.getKey()), each.getValue()))
                .collect(joining(", "));
    }

    /** Returns a table of the coders; empty if the file has no coded statement. */
    String table(int width) {
        var rows =
                statements.entrySet().stream()
                        .map(each -> Table.row(label(each.getKey()), each.getValue()))
                        .toList();
        return rows.isEmpty() ? "" : Table.of(List.of("Coder", "Statements"), rows, width);
    }

    void write(ArrayNode list) {
        for (Map.Entry<String, Integer> each : statements.entrySet()) {
            var coder = list.addObject();
            if (!each.getKey().isEmpty()) {
                coder.put("name", each.getKey());
            }
            coder.put("statements", each.getValue());
        }
    }
}
