package org.demarche.model.edtf;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text from left to right, once. If it cannot read on, {@link RefusedForm} names the form
 * at that place.
 */
final class EdtfParser {

    /** Both ends of the date, as {@link Edtf} has them. */
    record Ends(
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest,
            @Nullable Qualifier ofEarliest,
            @Nullable Qualifier ofLatest) {}

    private final String text;
    private int at;

    EdtfParser(String text) {
        this.text = text;
    }

    Ends parse() {
        if (text.isEmpty()) {
            throw new EdtfException(
                    "The date is empty: write one such as 2022-12-02, 2022-12 or 2022", 0);
        }
        return skip("[") ? oneOfASet() : dateOrInterval();
    }

    private Ends dateOrInterval() {
        var start = skip("..") ? null : qualifiedDate();
        if (start != null && at == text.length()) {
            return new Ends(start.first, start.last, start.qualifier, start.qualifier);
        }
        require(
                "/",
                start == null ? "/ and a date after the open start" : "the end of the date, or /");
        var endsAt = at;
        var end = skip("..") ? null : qualifiedDate();
        requireEnd("the end of the interval");
        return between(start, end, endsAt);
    }

    private Ends oneOfASet() {
        var start = skip("..") ? null : date();
        if (start != null) {
            require("..", ".. after the date");
        }
        var endsAt = at;
        var end = looksAt("]") ? null : date();
        require("]", "]");
        requireEnd("nothing after ]");
        return between(start, end, endsAt);
    }

    private Ends between(@Nullable Span start, @Nullable Span end, int endsAt) {
        if (start == null && end == null) {
            throw new EdtfException(
                    "Both ends are open: write a date at one of them, or leave the date out",
                    endsAt);
        }
        if (start != null && end != null && start.first.isAfter(end.last)) {
            throw new EdtfException(
                    "The end is before the start: write the earlier date first", endsAt);
        }
        return new Ends(
                start == null ? null : start.first,
                end == null ? null : end.last,
                start == null ? null : start.qualifier,
                end == null ? null : end.qualifier);
    }

    private Span qualifiedDate() {
        var date = date();
        for (var qualifier : Qualifier.values()) {
            if (skip(String.valueOf(qualifier.mark()))) {
                if (looksAt("-")) {
                    throw RefusedForm.in(text, at - 1, "the end of the date");
                }
                return new Span(date.first, date.last, qualifier);
            }
        }
        return date;
    }

    private Span date() {
        var year = number(4, "a year of four digits, such as 2022");
        if (!skip("-")) {
            return new Span(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), null);
        }
        var monthAt = at;
        var month = number(2, "a month of two digits");
        if (month < 1 || month > 12) {
            throw noSuchMonth(monthAt);
        }
        var days = YearMonth.of(year, month);
        if (!skip("-")) {
            return new Span(days.atDay(1), days.atEndOfMonth(), null);
        }
        var dayAt = at;
        var day = number(2, "a day of two digits");
        if (!days.isValidDay(day)) {
            throw new EdtfException(
                    "There is no day "
                            + text.substring(dayAt, at)
                            + " in "
                            + days
                            + ": its days are 01 to "
                            + days.lengthOfMonth(),
                    dayAt);
        }
        return new Span(days.atDay(day), days.atDay(day), null);
    }

    /**
     * Returns the fault of a month that does not exist. In EDTF, the numbers after 12 stand for
     * seasons and other parts of a year.
     */
    private EdtfException noSuchMonth(int monthAt) {
        return RefusedForm.named(text, monthAt)
                .orElseGet(
                        () ->
                                new EdtfException(
                                        "There is no month "
                                                + text.substring(monthAt, at)
                                                + ": months are 01 to 12",
                                        monthAt));
    }

    /**
     * Reads exactly this many digits. A further digit is a fault of the number, and not of the text
     * after it.
     */
    private int number(int digits, String expected) {
        var number = 0;
        for (var end = at + digits; at < end; at++) {
            if (!digitAt(at)) {
                throw RefusedForm.in(text, at, expected);
            }
            number = 10 * number + text.charAt(at) - '0';
        }
        if (digitAt(at)) {
            throw RefusedForm.in(text, at, expected);
        }
        return number;
    }

    private boolean digitAt(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private boolean looksAt(String token) {
        return text.startsWith(token, at);
    }

    private boolean skip(String token) {
        var found = looksAt(token);
        at += found ? token.length() : 0;
        return found;
    }

    private void require(String token, String expected) {
        if (!skip(token)) {
            throw RefusedForm.in(text, at, expected);
        }
    }

    private void requireEnd(String expected) {
        if (at < text.length()) {
            throw RefusedForm.in(text, at, expected);
        }
    }

    private record Span(LocalDate first, LocalDate last, @Nullable Qualifier qualifier) {}
}
