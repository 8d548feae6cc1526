package org.demarche.cli.sheet;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/** The text of a cell of Excel: a day as 2025-01-31, a whole number without a point. */
final class XlsxCell {

    /** What a format shows as it stands: quoted texts, colours and countries, escaped letters. */
    private static final Pattern SHOWN = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.|_.|\\*.");

    private XlsxCell() {}

    /**
     * @throws IllegalArgumentException if it has no text
     */
    static String text(Cell cell) {
        return switch (cell.getType()) {
            case EMPTY -> "";
            case STRING -> cell.getText();
            case BOOLEAN -> cell.getText().toLowerCase(Locale.ROOT);
            case NUMBER -> number(cell);
            case ERROR ->
                    throw new IllegalArgumentException(
                            "has an error, %s: mend the formula, or clear the cell"
                                    .formatted(cell.getRawValue()));
            case FORMULA -> result(cell);
        };
    }

    private static String result(Cell cell) {
        return switch (cell.getValue()) {
            case null ->
                    throw new IllegalArgumentException(
                            "has a formula without a result: open the file in a spreadsheet program and save it");
            case BigDecimal _ -> number(cell);
            case Boolean value -> value.toString();
            default -> {
                if (cell.getText().startsWith("#")) {
                    throw new IllegalArgumentException(
                            "has an error, %s: mend the formula, or clear the cell"
                                    .formatted(cell.getText()));
                }
                yield cell.getText();
            }
        };
    }

    private static String number(Cell cell) {
        if (isDate(cell.getDataFormatString())) {
            var at = cell.asDate();
            return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? at.toLocalDate().toString()
                    : at.toString();
        }
        return new BigDecimal(cell.getRawValue()).stripTrailingZeros().toPlainString();
    }

    private static boolean isDate(@Nullable String format) {
        if (format == null || format.equalsIgnoreCase("General")) return false;
        var letters = SHOWN.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
        return letters.contains("y") || letters.contains("d");
    }
}
