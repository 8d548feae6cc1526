package org.demarche.ingest;

import org.demarche.log.Token;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;

/**
 * Where a report stands in the log.
 *
 * @param next offset after its own, or its retraction's: a reader that has come there sees it
 * @param repeated it was there already, and nothing was written
 * @param retracted so it stays
 */
record Receipt(
        ReportId report,
        StatementId statement,
        int partition,
        long next,
        boolean repeated,
        boolean retracted) {

    Token token() {
        return Token.NONE.with(Token.reports(partition), next);
    }
}
