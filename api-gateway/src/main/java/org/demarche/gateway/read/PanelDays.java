package org.demarche.gateway.read;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The days of a panel: {@code from}, and then each day, or the same day of each week, month or
 * year, up to {@code to}. If a month is too short, the panel has the last day of the month. So a
 * panel from 31 January has the last days of all months.
 *
 * @param every {@code day}, {@code week}, {@code month} or {@code year}
 */
public record PanelDays(String every, LocalDate from, LocalDate to) {

    public static final String EVERY = "every";

    /** Reads the days from the request; empty if the request does not ask for a panel. */
    public static Optional<PanelDays> of(Query query) {
        var every = query.oneOf(EVERY, "day", "week", "month", "year");
        if (every.isEmpty()) {
            refuse(query, "is allowed only together with " + EVERY, DayRange.FROM, DayRange.TO);
            return Optional.empty();
        }
        refuse(query, "is not allowed together with every, which sets the days", ReadTerms.AS_OF);
        refuse(
                query,
                "is not allowed together with every: a panel has no pages",
                Query.LIMIT,
                Query.CURSOR);
        var days = DayRange.of(query);
        var from = days.from();
        var to = days.to();
        if (from == null || to == null) {
            throw Query.refused(
                    EVERY, "needs a from and a to, such as from=2024-01-31&to=2024-12-31");
        }
        return Optional.of(new PanelDays(every.get(), from, to));
    }

    private static void refuse(Query query, String why, String... names) {
        for (var name : names) {
            if (query.one(name).isPresent()) {
                throw Query.refused(name, why);
            }
        }
    }

    /**
     * Makes the days one by one, because a request may ask for millions, and the caller then
     * refuses it.
     */
    public Stream<LocalDate> days() {
        var unit =
                switch (every) {
                    case "day" -> ChronoUnit.DAYS;
                    case "week" -> ChronoUnit.WEEKS;
                    case "month" -> ChronoUnit.MONTHS;
                    default -> ChronoUnit.YEARS;
                };
        return Stream.iterate(0L, n -> n + 1)
                .map(n -> from.plus(n, unit))
                .takeWhile(day -> !day.isAfter(to));
    }
}
