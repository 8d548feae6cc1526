package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;

/** The explanation of each column in the template's second sheet. */
final class ColumnHelp {

    private ColumnHelp() {}

    /** Returns a column and a sentence in each line, the header first. */
    static List<List<String>> lines() throws IOException {
        try (var text = requireNonNull(ColumnHelp.class.getResourceAsStream("columns.txt"))) {
            return new String(text.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> List.of(line.split(": ", 2)))
                    .toList();
        }
    }
}
