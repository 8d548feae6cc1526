package org.demarche.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days between which something was said, both included.
 *
 * <p>Ordered by earliest, then latest day, an open start first: what is uncertain never outranks
 * what is dated inside its interval. A reversed pair is refused, and a year of more than four
 * digits, which EDTF level 0 could not write.
 *
 * @param earliest null where the start is open
 */
public record Days(@Nullable LocalDate earliest, LocalDate latest) implements Comparable<Days> {

    public Days {
        if (earliest != null && earliest.isAfter(latest)) {
            throw new IllegalArgumentException(
                    "The earliest day " + earliest + " is after the latest, " + latest);
        }
        requireFourDigits(earliest == null ? latest : earliest);
        requireFourDigits(latest);
    }

    public static Days on(LocalDate day) {
        return new Days(day, day);
    }

    /** Whether the day is known. */
    public boolean certain() {
        return latest.equals(earliest);
    }

    /**
     * The one EDTF text of this pair: {@code 2022-12-02} for a day, {@code 2022-12} for a whole
     * month, {@code 2022} for a whole year, else {@code [2022-11-30..2022-12-02]}, with an open
     * start {@code [..2022-12-02]}.
     */
    public String edtf() {
        if (earliest == null) {
            return "[.." + latest + "]";
        }
        if (certain()) {
            return latest.toString();
        }
        var endsMonth = latest.getDayOfMonth() == latest.lengthOfMonth();
        if (endsMonth && earliest.equals(latest.withDayOfMonth(1))) {
            return latest.toString().substring(0, "2022-12".length());
        }
        if (endsMonth && latest.getMonthValue() == 12 && earliest.equals(latest.withDayOfYear(1))) {
            return latest.toString().substring(0, "2022".length());
        }
        return "[" + earliest + ".." + latest + "]";
    }

    @Override
    public int compareTo(Days other) {
        var byEarliest =
                earliest == null || other.earliest == null
                        ? Boolean.compare(earliest != null, other.earliest != null)
                        : earliest.compareTo(other.earliest);
        return byEarliest != 0 ? byEarliest : latest.compareTo(other.latest);
    }

    private static void requireFourDigits(LocalDate day) {
        if (day.getYear() < 0 || day.getYear() > 9999) {
            throw new IllegalArgumentException(
                    "The year of " + day + " is not within 0000 to 9999");
        }
    }
}
