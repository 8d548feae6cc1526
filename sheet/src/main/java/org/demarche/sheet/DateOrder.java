package org.demarche.sheet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The order of day and month in a sheet's dates, which only the sheet's author knows. */
public enum DateOrder {
    DAY_FIRST("day-month-year"),
    MONTH_FIRST("month-day-year"),
    /** Dates are accepted only if they can be read in just one way. */
    UNKNOWN("");

    private static final Pattern LOCAL =
            Pattern.compile("([0-9]{1,2})([./-])([0-9]{1,2})\\2([0-9]{2}|[0-9]{4})");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})");
    private static final int MONTHS = 12;

    /** Letters and line breaks that no date has. The excepted letters have a meaning in EDTF. */
    private static final Pattern WORDS = Pattern.compile("[\\p{L}&&[^ESTXYZ]]|[\r\n]");

    private final String label;

    DateOrder(String label) {
        this.label = label;
    }

    static Optional<DateOrder> of(String label) {
        return Stream.of(DAY_FIRST, MONTH_FIRST)
                .filter(order -> order.label.equals(label))
                .findFirst();
    }

    /**
     * Returns a date of a spreadsheet as year, month and day. Returns other texts unchanged.
     *
     * @throws IllegalArgumentException if the text can be read as two dates, has words, or is not a
     *     date; the message gives the reason
     */
    String iso(String cell) {
        var text = cell.strip();
        if (WORDS.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "%s is not a date: write year, month and day, such as 2025-01-31; or a month, such as 2025-01; or a year"
                            .formatted(CellText.quoted(text)));
        }
        var yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            return iso(text, yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        }
        var local = LOCAL.matcher(text);
        return local.matches() ? local(local) : text;
    }

    private String local(Matcher date) {
        var year = date.group(4);
        if (year.length() == 2) {
            throw new IllegalArgumentException(
                    "'%s' has a year of two digits: write year, month and day, such as 2025-01-31"
                            .formatted(date.group()));
        }
        var first = date.group(1);
        var second = date.group(3);
        return isDayFirst(date)
                ? iso(date.group(), year, second, first)
                : iso(date.group(), year, first, second);
    }

    private boolean isDayFirst(Matcher date) {
        var first = Integer.parseInt(date.group(1));
        var second = Integer.parseInt(date.group(3));
        if (this != UNKNOWN) {
            return this == DAY_FIRST;
        }
        // nobody writes the month first with dots
        if (date.group(2).equals(".") || first == second || first > MONTHS) {
            return true;
        }
        if (second > MONTHS) {
            return false;
        }
        var year = date.group(4);
        throw new IllegalArgumentException(
                "'%s' can be %s or %s: write one of these, or give the order of all dates in a map"
                        .formatted(
                                date.group(),
                                iso(date.group(), year, date.group(3), date.group(1)),
                                iso(date.group(), year, date.group(1), date.group(3))));
    }

    /**
     * Returns the date in ISO form. The date is checked here, because only this class can name the
     * text of the cell in the message.
     */
    private static String iso(String cell, String year, String month, String day) {
        try {
            return LocalDate.of(
                            Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                    .toString();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a date: there is no day %s of month %s in %s"
                            .formatted(cell, day, month, year),
                    e);
        }
    }
}
