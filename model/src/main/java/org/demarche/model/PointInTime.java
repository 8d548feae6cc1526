package org.demarche.model;

import java.time.Instant;
import java.time.LocalDate;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The two times of a question: the day by which a statement was made, and the instant by which a
 * report was recorded.
 *
 * @param asOf the last day on which a statement that counts can have been made; null if the day
 *     does not matter
 * @param asKnown the last instant at which a report that counts can have been recorded; null if the
 *     instant does not matter
 * @param uncertain whether a statement counts also if it only may have been made by {@code asOf},
 *     because its earliest day is not later
 */
public record PointInTime(@Nullable LocalDate asOf, @Nullable Instant asKnown, boolean uncertain) {

    public static final PointInTime NOW = new PointInTime(null, null, false);

    public static PointInTime asOf(@Nullable LocalDate day) {
        return new PointInTime(day, null, false);
    }

    public static PointInTime asKnown(@Nullable Instant instant) {
        return new PointInTime(null, instant, false);
    }

    public boolean knows(Instant recorded) {
        return asKnown == null || !recorded.isAfter(asKnown);
    }

    public boolean hears(Days saidOn) {
        if (asOf == null) {
            return true;
        }
        return uncertain
                ? saidOn.earliest() == null || !saidOn.earliest().isAfter(asOf)
                : !saidOn.latest().isAfter(asOf);
    }
}
