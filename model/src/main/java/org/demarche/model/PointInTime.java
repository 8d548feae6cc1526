package org.demarche.model;

import java.time.Instant;
import java.time.LocalDate;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The two times of a question: when it was said, and when it was known.
 *
 * @param asOf counts only what was said by that day; null: whenever
 * @param asKnown counts only what had been recorded by that instant; null: all
 * @param uncertain with {@code asOf}, counts also what may have been said by that day, its earliest
 *     day being so
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
