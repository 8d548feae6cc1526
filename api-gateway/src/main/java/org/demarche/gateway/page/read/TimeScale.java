package org.demarche.gateway.page.read;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Maps days to places along a line, in the units of the drawing. */
final class TimeScale {

    private static final int MOST_TICKS = 8;
    private static final int DAYS_OF_YEAR = 365;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

    private final LocalDate first;
    private final long days;
    private final int left;
    private final int width;

    /**
     * @param first the first day; a margin is added before it, and after the last day
     */
    TimeScale(LocalDate first, LocalDate last, int left, int width) {
        var margin = Math.max(3, ChronoUnit.DAYS.between(first, last) / 25);
        this.first = first.minusDays(margin);
        this.days = ChronoUnit.DAYS.between(first, last) + 2 * margin;
        this.left = left;
        this.width = width;
    }

    int at(LocalDate day) {
        return left + Math.round((float) ChronoUnit.DAYS.between(first, day) * width / days);
    }

    int start() {
        return left;
    }

    /** Returns a few ticks, at whole days, months or years. */
    List<Timeline.Tick> ticks() {
        if (days > 2L * DAYS_OF_YEAR) {
            var years = 1 + days / DAYS_OF_YEAR / MOST_TICKS;
            return ticks(first.withDayOfYear(1), 12 * years, DateTimeFormatter.ofPattern("uuuu"));
        }
        if (days > 60) {
            return ticks(first.withDayOfMonth(1), 1 + days / 30 / MOST_TICKS, MONTH);
        }
        var ticks = new ArrayList<Timeline.Tick>();
        var step = 1 + days / MOST_TICKS;
        for (var day = first.plusDays(1); isInside(day); day = day.plusDays(step)) {
            ticks.add(new Timeline.Tick(at(day), DAY.format(day)));
        }
        return ticks;
    }

    private List<Timeline.Tick> ticks(LocalDate from, long months, DateTimeFormatter format) {
        var ticks = new ArrayList<Timeline.Tick>();
        for (var day = from; !day.isAfter(first.plusDays(days)); day = day.plusMonths(months)) {
            if (isInside(day)) {
                ticks.add(new Timeline.Tick(at(day), format.format(day)));
            }
        }
        return ticks;
    }

    /** Whether a tick on this day has room for its label, which would be cut at the very end. */
    private boolean isInside(LocalDate day) {
        return !day.isBefore(first) && day.isBefore(first.plusDays(days - days / 20));
    }
}
