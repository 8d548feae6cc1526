package org.demarche.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * The separator between the cells of a CSV file. It is the one that divides a row into the most
 * known headers.
 */
enum Separator {
    COMMA(',', "commas"),
    SEMICOLON(';', "semicolons"),
    TAB('\t', "tabs");

    private static final List<Separator> ALL = List.of(values());

    /**
     * The most rows in which to look for the header. A title and some blank rows may come before
     * it.
     */
    private static final int MOST_ROWS = 10;

    private final char character;
    private final String label;

    Separator(char character, String label) {
        this.character = character;
        this.label = label;
    }

    String label() {
        return label;
    }

    CSVFormat format() {
        return CSVFormat.RFC4180.builder().setDelimiter(character).setIgnoreEmptyLines(false).get();
    }

    /**
     * @param head the first rows
     * @param isHeader whether a cell is the header of a column
     * @throws SheetFault if two separators give the same number of headers
     */
    static Separator of(String head, Predicate<String> isHeader) throws SheetFault {
        record Scored(Separator separator, long headers, long cells) {}
        var scored = new ArrayList<Scored>();
        for (var one : ALL) {
            var headers = 0L;
            var cells = 0L;
            for (var row : one.rows(head)) {
                headers = Math.max(headers, row.stream().filter(isHeader).count());
                cells = Math.max(cells, row.size());
            }
            scored.add(new Scored(one, headers, cells));
        }
        var best = scored.stream().mapToLong(Scored::headers).max().orElse(0);
        var fit =
                scored.stream()
                        .filter(one -> one.headers() == best)
                        .sorted((one, other) -> Long.compare(other.cells(), one.cells()))
                        .toList();
        if (best > 0 && fit.size() > 1 && fit.get(1).cells() > 1) {
            throw new SheetFault(
                    1,
                    "Row 1: both %s and %s separate the cells of the header: use one of them"
                            .formatted(fit.get(0).separator().label, fit.get(1).separator().label));
        }
        return fit.getFirst().separator();
    }

    private List<List<String>> rows(String head) {
        var rows = new ArrayList<List<String>>();
        try (var parser = CSVParser.parse(head, format())) {
            for (var row : parser) {
                rows.add(row.toList());
                if (rows.size() == MOST_ROWS) {
                    break;
                }
            }
        } catch (IOException | IllegalStateException | UncheckedIOException _) {
            // the head may end within a cell
        }
        return rows;
    }
}
