package org.demarche.sheet;

/**
 * The place of a cell.
 *
 * @param cell the cell's name in spreadsheets, such as F7
 * @param header the header of its column, as the sheet has it
 */
public record CellPlace(String cell, String header) {

    private static final int LETTERS = 26;

    /**
     * Returns the name of a cell.
     *
     * @param column the index of the column, from 0
     * @param row the number of the row, from 1
     */
    static String name(int column, long row) {
        var letters = new StringBuilder();
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.append((char) ('A' + (rest - 1) % LETTERS));
        }
        return letters.reverse().append(row).toString();
    }

    @Override
    public String toString() {
        return "%s (%s)".formatted(cell, header);
    }
}
