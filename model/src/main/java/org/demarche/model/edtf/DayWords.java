package org.demarche.model.edtf;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A day in words. If the day is not known, the words name the days between which it is.
 *
 * @param edtf the EDTF text, as answers have it
 * @param text the words without {@code on} or {@code in}: {@code 3 March 2025}, or {@code by 2
 *     December 2022}
 * @param phrase the words as a part of a sentence: {@code on 3 March 2025}
 * @param since the words for the beginning of a state, as a part of a sentence: {@code since 3
 *     March 2025}
 */
public record DayWords(String edtf, String text, String phrase, String since, boolean certain) {

    private static final DateTimeFormatter DAY = format("d MMMM uuuu");
    private static final DateTimeFormatter DAY_OF_YEAR = format("d MMMM");
    private static final DateTimeFormatter DAY_OF_MONTH = format("d");
    private static final DateTimeFormatter MONTH = format("MMMM uuuu");
    private static final DateTimeFormatter YEAR = format("uuuu");

    private static final DayWords NONE =
            new DayWords("", "on an unknown day", "on an unknown day", "", true);

    /**
     * @param edtf the EDTF text; null if there is no day
     */
    public static DayWords of(@Nullable String edtf) {
        if (edtf == null || edtf.isEmpty()) {
            return NONE;
        }
        try {
            return of(edtf, Edtf.parse(edtf));
        } catch (EdtfException _) {
            return new DayWords(edtf, edtf, edtf, "since " + edtf, false);
        }
    }

    private static DayWords of(String edtf, Edtf days) {
        var earliest = days.earliest();
        var latest = days.latest();
        if (earliest != null && latest != null) {
            return of(edtf, earliest, latest, days.qualified() ? "about " : "");
        }
        var text =
                latest == null
                        ? "not before " + day(requireNonNull(earliest))
                        : "by " + day(latest);
        return new DayWords(
                edtf,
                text,
                text,
                latest == null ? text : "since " + day(latest) + " or before",
                false);
    }

    private static DayWords of(String edtf, LocalDate earliest, LocalDate latest, String about) {
        if (earliest.equals(latest)) {
            var text = about + day(earliest);
            return new DayWords(edtf, text, "on " + text, "since " + text, about.isEmpty());
        }
        if (isWhole(earliest, latest, earliest.withDayOfYear(1), earliest.plusYears(1))) {
            return period(edtf, about + YEAR.format(earliest));
        }
        if (isWhole(earliest, latest, earliest.withDayOfMonth(1), earliest.plusMonths(1))) {
            return period(edtf, about + MONTH.format(earliest));
        }
        var text = "between %s and %s".formatted(first(earliest, latest), day(latest));
        return new DayWords(edtf, text, text, "since a day " + text, false);
    }

    /** Writes the first day without the month and the year that it shares with the last day. */
    private static String first(LocalDate earliest, LocalDate latest) {
        if (earliest.getYear() != latest.getYear()) {
            return day(earliest);
        }
        return (earliest.getMonth() == latest.getMonth() ? DAY_OF_MONTH : DAY_OF_YEAR)
                .format(earliest);
    }

    private static boolean isWhole(
            LocalDate earliest, LocalDate latest, LocalDate first, LocalDate next) {
        return earliest.equals(first) && latest.equals(next.minusDays(1));
    }

    private static DayWords period(String edtf, String text) {
        return new DayWords(edtf, text, "in " + text, "since " + text, false);
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
