package org.demarche.log.view;

import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/** The texts of reports, which documents show and no fold needs. */
@FunctionalInterface
public interface Texts {

    /** Returns the texts of a report; null if they are not known. */
    @Nullable ReportText of(ReportId report);

    record ReportText(@Nullable String summary, @Nullable String url) {}
}
