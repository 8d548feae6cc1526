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
 * @param digest the digest of its body, 64 hexadecimal digits
 * @param next the offset after its event's, or after its retraction's; a reader that has reached it
 *     has read the event
 * @param repeated whether the log had the report already, so that nothing was written
 * @param retracted whether the report was and stays retracted
 * @param registered the entries that were registered for unknown names
 * @param warnings the oddities of the report
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

    /** Returns a copy with these entries, and with these warnings before the present ones. */
    Receipt with(List<RegisteredEntry> entries, List<Violation> oddities) {
        var all = Stream.concat(oddities.stream(), warnings.stream()).toList();
        return new Receipt(
                report, statement, digest, partition, next, repeated, retracted, entries, all);
    }

    public Token token() {
        return Token.NONE.with(Token.reports(partition), next);
    }
}
