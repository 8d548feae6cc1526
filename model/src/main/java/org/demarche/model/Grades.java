package org.demarche.model;

import org.jspecify.annotations.Nullable;

/**
 * What a report is worth by the Admiralty code, on its two axes, which are never combined.
 *
 * @param reliability of the outlet when the report was filed, A to F; null where it had no grade
 * @param credibility of the report, 1 to 6; null where nobody judged it
 */
public record Grades(@Nullable String reliability, @Nullable Integer credibility) {

    public static final Grades NONE = new Grades(null, null);

    public static Grades of(Report body, Resolved resolved) {
        return new Grades(resolved.outletGrade(), body.credibility());
    }
}
