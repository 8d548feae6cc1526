package org.demarche.model;

import org.jspecify.annotations.Nullable;

/**
 * The two grades of a report by the Admiralty code. They are never combined into one.
 *
 * @param reliability the outlet's reliability on the day of publication, A to F; null if the outlet
 *     had no grade
 * @param credibility the credibility of the report, 1 to 6; null if nobody judged it
 */
public record Grades(@Nullable String reliability, @Nullable Integer credibility) {

    public static final Grades NONE = new Grades(null, null);

    public static Grades of(Report body, Resolved resolved) {
        return new Grades(resolved.outletGrade(), body.credibility());
    }
}
