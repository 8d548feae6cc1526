package org.demarche.ingest;

import java.util.List;
import org.demarche.log.Token;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;

/**
 * Where a report stands in the log.
 *
 * @param next offset after its own, or its retraction's: a reader that has come there sees it
 * @param repeated it was there already, and nothing was written
 * @param retracted so it stays
 * @param registered what its unknown names have become
 */
record Receipt(
        ReportId report,
        StatementId statement,
        int partition,
        long next,
        boolean repeated,
        boolean retracted,
        List<Registered> registered) {

    Receipt {
        registered = List.copyOf(registered);
    }

    Receipt with(List<Registered> entries) {
        return new Receipt(report, statement, partition, next, repeated, retracted, entries);
    }

    Token token() {
        return Token.NONE.with(Token.reports(partition), next);
    }
}
