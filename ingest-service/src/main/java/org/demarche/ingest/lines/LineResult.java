package org.demarche.ingest.lines;

import org.demarche.ingest.amending.Amended;
import org.demarche.ingest.filing.Receipt;
import org.demarche.log.registry.EntryKey;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.jspecify.annotations.Nullable;

/** The result of a line without faults. */
public sealed interface LineResult {

    /** A filed report. */
    record Report(Receipt receipt) implements LineResult {}

    /** A correction or retraction. */
    record Change(Amended amended) implements LineResult {}

    /**
     * A restored event.
     *
     * @param statement the statement that it attests; null for a retraction
     * @param next the offset after the event's
     * @param repeated whether the log had the event already, so that nothing was written
     */
    record Event(
            ReportId report,
            int number,
            @Nullable StatementId statement,
            int partition,
            long next,
            boolean repeated)
            implements LineResult {}

    /**
     * A restored entry of the registry.
     *
     * @param next the next offset of the registry's topic for a reader that has read the entry
     * @param repeated whether the registry had the entry already, so that nothing was written
     */
    record Entry(EntryKey key, long next, boolean repeated) implements LineResult {}

    /** A line with nothing to write. */
    record PassedOver() implements LineResult {}
}
