package org.demarche.sheet;

import java.util.List;

/**
 * A row as the sheet has it.
 *
 * @param number the number of the row, as a spreadsheet shows it, from 1
 * @param faults the faults of cells that have no text, such as a formula without a result
 */
public record SheetRow(long number, List<String> cells, List<CellFault> faults) {

    public SheetRow {
        cells = List.copyOf(cells);
        faults = List.copyOf(faults);
    }

    boolean isBlank() {
        return faults.isEmpty() && cells.stream().allMatch(String::isBlank);
    }
}
