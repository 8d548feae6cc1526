package org.demarche.ingest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a report, by the last event that changed it.
 *
 * @param event its number, counted as the fold counts: 0 is the filing
 * @param content what stands since; null while the report is retracted
 * @param offset of its record in the partition of the holder
 * @param recordedOn the day (UTC) on which the log took it in
 */
record Standing(int event, @Nullable Fingerprint content, long offset, LocalDate recordedOn) {

    boolean isRetracted() {
        return content == null;
    }
}
