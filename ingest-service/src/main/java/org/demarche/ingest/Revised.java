package org.demarche.ingest;

import java.util.List;
import org.demarche.log.Token;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.jspecify.annotations.Nullable;

/**
 * What came of a correction or retraction.
 *
 * @param event the number of the event that made it so
 * @param statement that the report now attests; null: it is retracted
 * @param next offset after that event's: a reader that has come there sees it
 * @param repeated it was so already, and nothing was written, or only what the fold passes over
 * @param registered what its unknown names have become
 */
record Revised(
        ReportId report,
        int event,
        @Nullable StatementId statement,
        int partition,
        long next,
        boolean repeated,
        List<Registered> registered) {

    Revised {
        registered = List.copyOf(registered);
    }

    Revised with(List<Registered> entries) {
        return new Revised(report, event, statement, partition, next, repeated, entries);
    }

    boolean retracted() {
        return statement == null;
    }

    Token token() {
        return Token.NONE.with(Token.reports(partition), next);
    }
}
