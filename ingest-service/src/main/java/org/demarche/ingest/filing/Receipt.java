package org.demarche.ingest.filing;

import java.util.List;
import java.util.stream.Stream;
import org.demarche.ingest.form.RegisteredEntry;
import org.demarche.log.Token;
import org.demarche.log.json.Violation;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;

/**
 * The place of a report in the log.
 *
 * @param digest of its body, 64 hexadecimal digits
 * @param next offset after its own, or its retraction's: a reader that has come there sees it
 * @param repeated it was there already, and nothing was written
 * @param retracted so it stays
 * @param registered what its unknown names have become
 * @param warnings what is odd about it
 */
public record Receipt(
        ReportId report,
        StatementId statement,
        String digest,
        int partition,
        long next,
        boolean repeated,
        boolean retracted,
        List<RegisteredEntry> registered,
        List<Violation> warnings) {

    public Receipt {
        registered = List.copyOf(registered);
        warnings = List.copyOf(warnings);
    }

    /** Adds these warnings before its own. */
    Receipt with(List<RegisteredEntry> entries, List<Violation> oddities) {
        var all = Stream.concat(oddities.stream(), warnings.stream()).toList();
        return new Receipt(
                report, statement, digest, partition, next, repeated, retracted, entries, all);
    }

    public Token token() {
        return Token.NONE.with(Token.reports(partition), next);
    }
}
