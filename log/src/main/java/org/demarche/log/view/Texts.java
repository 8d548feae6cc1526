package org.demarche.log.view;

import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/** The texts that a document shows of a report and no fold needs. */
@FunctionalInterface
public interface Texts {

    /** Null where none is known. */
    @Nullable ReportText of(ReportId report);

    record ReportText(@Nullable String summary, @Nullable String url) {}
}
