package org.demarche.sheet;

import java.util.List;

/**
 * A fault of a cell.
 *
 * @param column from 0
 * @param message to be read after the place of the cell
 * @param suggestions what may have been meant, the likeliest first
 */
public record CellFault(int column, String message, List<String> suggestions) {

    /** A row can have a hundred thousand faults; of more than a hundred nobody wants each. */
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
