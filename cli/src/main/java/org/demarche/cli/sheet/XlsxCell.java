package org.demarche.cli.sheet;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/** The text of a cell of Excel: a day as 2025-01-31, a month as 2025-01, a whole number as 7. */
final class XlsxCell {

    /** The literal parts of a format: quoted texts, colours and countries, escaped letters. */
    private static final Pattern SHOWN = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.|_.|\\*.");

    private XlsxCell() {}

    /**
     * @throws IllegalArgumentException if the cell has no text, or does not hold what it shows
     */
    static String text(Cell cell) {
        return switch (cell.getType()) {
            case EMPTY -> "";
            case STRING -> cell.getText();
            case BOOLEAN -> cell.getText().toLowerCase(Locale.ROOT);
            case NUMBER -> number(cell);
            case ERROR ->
                    throw new IllegalArgumentException(
                            "has an error, %s: correct the formula, or clear the cell"
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
                            "has an error, %s: correct the formula, or clear the cell"
                                    .formatted(cell.getText()));
                }
                yield cell.getText();
            }
        };
    }

    private static String number(Cell cell) {
        var shown = shown(cell.getDataFormatString());
        if (shown.contains("d") || shown.contains("y")) return date(cell.asDate(), shown);
        var number = new BigDecimal(cell.getRawValue()).stripTrailingZeros();
        var zeros = shown.matches("0+") && number.scale() <= 0 && number.signum() >= 0;
        return "0".repeat(zeros ? Math.max(0, shown.length() - number.toPlainString().length()) : 0)
                + number.toPlainString();
    }

    /**
     * Returns the date that the cell shows. Excel stores a month as its first day, so only the
     * format shows that the user wrote a month.
     */
    private static String date(LocalDateTime at, String shown) {
        var midnight = at.toLocalTime().equals(LocalTime.MIDNIGHT);
        if (shown.contains("d")) {
            return midnight ? at.toLocalDate().toString() : at.toString();
        }
        var month = shown.contains("m");
        if (midnight && at.getDayOfMonth() == 1 && (month || at.getMonthValue() == 1)) {
            return month ? YearMonth.from(at).toString() : Year.from(at).toString();
        }
        throw new IllegalArgumentException(
                "shows a %s, but holds %s: write it as a text, such as %s"
                        .formatted(
                                month ? "month" : "year",
                                midnight ? at.toLocalDate() : at,
                                month ? YearMonth.from(at) : Year.from(at)));
    }

    /** Returns the letters and digits of a format that show a part of the number. */
    private static String shown(@Nullable String format) {
        return format == null || format.equalsIgnoreCase("General")
                ? ""
                : SHOWN.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
