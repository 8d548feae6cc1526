package org.demarche.sheet;

import java.util.List;

/**
 * A fault of a cell.
 *
 * @param column the index of the column, from 0
 * @param message the rest of a sentence that begins with the place of the cell
 * @param suggestions the values that may have been meant, the likeliest first
 */
public record CellFault(int column, String message, List<String> suggestions) {

    /**
     * The most faults of a row. A row can have a hundred thousand faults, but nobody reads more
     * than a hundred.
     */
    static final int MOST = 101;

    public CellFault {
        suggestions = List.copyOf(suggestions);
    }

    public CellFault(int column, String message) {
        this(column, message, List.of());
    }

    String text(long row) {
        var meant =
                suggestions.isEmpty()
                        ? ""
                        : ": did you mean %s?".formatted(String.join(", ", suggestions));
        return "%s %s%s".formatted(CellPlace.name(column, row), message, meant);
    }
}
