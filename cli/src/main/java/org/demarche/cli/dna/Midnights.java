package org.demarche.cli.dna;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the time zone in which all days of a file begin at midnight. */
final class Midnights {

    /** The zones to try first: of all zones with the same clock, the best-known name. */
    private static final List<String> BEST_KNOWN =
            List.of(
                    "Europe/London",
                    "UTC",
                    "Europe/Berlin",
                    "Europe/Athens",
                    "Europe/Istanbul",
                    "Europe/Moscow",
                    "America/New_York",
                    "America/Chicago",
                    "America/Denver",
                    "America/Los_Angeles",
                    "America/Sao_Paulo",
                    "Asia/Kolkata",
                    "Asia/Shanghai",
                    "Asia/Tokyo",
                    "Australia/Sydney");

    private Midnights() {}

    /** Returns another zone in which all dates are midnight, if no date is midnight in this one. */
    static Optional<ZoneId> elsewhere(ZoneId zone, Collection<Instant> dates) {
        if (dates.isEmpty() || dates.stream().anyMatch(date -> isMidnight(date, zone))) {
            return Optional.empty();
        }
        return Stream.concat(
                        BEST_KNOWN.stream(),
                        ZoneId.getAvailableZoneIds().stream()
                                .filter(id -> id.contains("/") && !id.startsWith("Etc/"))
                                .sorted())
                .map(ZoneId::of)
                .filter(other -> dates.stream().allMatch(date -> isMidnight(date, other)))
                .findFirst();
    }

    /**
     * Whether a day begins at this instant. A day begins at another hour than 0 if clocks go
     * forward at midnight.
     */
    private static boolean isMidnight(Instant date, ZoneId zone) {
        var day = date.atZone(zone).toLocalDate();
        return day.atStartOfDay(zone).toInstant().equals(date);
    }
}
