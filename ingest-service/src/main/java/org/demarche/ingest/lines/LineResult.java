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
     * @param statement that it attests; null: it is a retraction
     * @param next offset after its own
     * @param repeated it was there already, and nothing was written
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
     * @param next offset of the registry after which it is there
     * @param repeated it was there already, and nothing was written
     */
    record Entry(EntryKey key, long next, boolean repeated) implements LineResult {}

    /** The line has nothing to write. */
    record PassedOver() implements LineResult {}
}
