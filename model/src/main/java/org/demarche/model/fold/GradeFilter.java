package org.demarche.model.fold;

import org.demarche.model.Grades;
import org.jspecify.annotations.Nullable;

/**
 * Decides by grades which reports a fold takes. A grade without a bound does not matter. Without
 * any bound, {@code gradedOnly} requires both grades.
 *
 * @param minReliability the worst grade of an outlet that passes, A to E
 * @param maxCredibility the worst credibility that passes, 1 to 5
 * @param gradedOnly whether grades that cannot be judged (F, 6 or none) are refused; if false, they
 *     pass
 */
public record GradeFilter(
        @Nullable String minReliability, @Nullable Integer maxCredibility, boolean gradedOnly) {

    /** Admits every report. */
    public static final GradeFilter NONE = new GradeFilter(null, null, false);

    private static final String CANNOT_BE_JUDGED = "F";

    public GradeFilter {
        if (minReliability != null && !minReliability.matches("[A-E]")) {
            throw new IllegalArgumentException(
                    "The reliability '%s' is not a bound: write one of A to E"
                            .formatted(minReliability));
        }
        if (maxCredibility != null && (maxCredibility < 1 || maxCredibility > 5)) {
            throw new IllegalArgumentException(
                    "The credibility %d is not a bound: write one of 1 to 5"
                            .formatted(maxCredibility));
        }
    }

    public boolean admits(Grades grades) {
        return isReliable(grades.reliability()) && isCredible(grades.credibility());
    }

    private boolean isReliable(@Nullable String grade) {
        if (grade == null || grade.equals(CANNOT_BE_JUDGED)) {
            return !gradedOnly || minReliability == null && maxCredibility != null;
        }
        return minReliability == null || grade.compareTo(minReliability) <= 0;
    }

    private boolean isCredible(@Nullable Integer grade) {
        if (grade == null || grade == 6) {
            return !gradedOnly || maxCredibility == null && minReliability != null;
        }
        return maxCredibility == null || grade <= maxCredibility;
    }
}
