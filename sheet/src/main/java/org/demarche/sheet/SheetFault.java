package org.demarche.sheet;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A sheet cannot be read, or cannot be read beyond a row. */
public final class SheetFault extends IOException {

    private static final long serialVersionUID = 1;

    private final long row;
    private final transient List<CellFault> faults;

    /**
     * @param sentence a sentence that names the row
     */
    public SheetFault(long row, String sentence) {
        super(sentence);
        this.row = row;
        faults = List.of();
    }

    SheetFault(long row, List<CellFault> faults) {
        super(faults.stream().map(fault -> fault.text(row)).collect(Collectors.joining("; ")));
        this.row = row;
        this.faults = List.copyOf(faults);
    }

    public long row() {
        return row;
    }

    /** Returns the faults of single cells of the row; empty if the fault has no cell. */
    public List<CellFault> faults() {
        return faults;
    }

    public String cell(CellFault fault) {
        return CellPlace.name(fault.column(), row);
    }
}
