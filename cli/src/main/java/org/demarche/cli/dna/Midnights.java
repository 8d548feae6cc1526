package org.demarche.cli.dna;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Days that were kept as midnight tell in which time zone that was. */
final class Midnights {

    /** Of zones with the same clock the best known is named. */
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

    /** Another zone in which all of them are midnight, if none of them is in this one. */
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

    /** A day may begin at another hour, where clocks are put forward at midnight. */
    private static boolean isMidnight(Instant date, ZoneId zone) {
        var day = date.atZone(zone).toLocalDate();
        return day.atStartOfDay(zone).toInstant().equals(date);
    }
}
