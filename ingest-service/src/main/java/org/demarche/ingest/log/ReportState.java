package org.demarche.ingest.log;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The state of a report in the log, after its last event.
 *
 * @param event the number of that event, counted as the fold counts: 0 is the filing
 * @param content the content since then; null while the report is retracted
 * @param offset the offset of the event's record in the partition of the holder
 * @param recordedOn the day (UTC) on which the log took the event in
 */
public record ReportState(
        int event, @Nullable Fingerprint content, long offset, LocalDate recordedOn) {

    public boolean isRetracted() {
        return content == null;
    }
}
