package org.demarche.cli.sheet;

import java.io.InputStream;
import java.util.function.BiConsumer;
import org.demarche.sheet.CellFault;

/** A spreadsheet as lines of JSON, and the way from a fault of a line to its cell. */
public record SheetSource(SheetFile sheet, NameAnswers answers) implements LinePlaces {

    /**
     * @param onFault hears of a row that cannot be sent, by its number, and why
     */
    public InputStream lines(BiConsumer<Long, String> onFault) {
        return new SheetLines(
                sheet,
                answers::applied,
                (row, faults) ->
                        onFault.accept(
                                row,
                                String.join(
                                        "; ",
                                        faults.stream().map(fault -> text(fault, row)).toList())),
                onFault);
    }

    private String text(CellFault fault, long row) {
        return "%s: %s".formatted(sheet.header().place(fault.column(), row), fault.message());
    }

    @Override
    public String of(long line, String pointer) {
        return sheet.header().place(pointer, line).map(Object::toString).orElse(pointer);
    }
}
