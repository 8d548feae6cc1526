package org.demarche.ingest.amending;

import java.util.List;
import java.util.stream.Stream;
import org.demarche.ingest.form.RegisteredEntry;
import org.demarche.log.Token;
import org.demarche.log.json.Violation;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a correction or retraction.
 *
 * @param event the number of the event that gave the report its present content
 * @param statement the statement that the report now attests; null if the report is retracted, or
 *     if the body of the change was not read
 * @param next the offset after that event's; a reader that has reached it has read the event
 * @param repeated whether the report had this content already, so that nothing was written, or only
 *     an event that the fold ignores
 * @param retracted whether the report is retracted now
 * @param registered the entries that were registered for unknown names
 * @param warnings the oddities of the corrected report
 */
public record Amended(
        ReportId report,
        int event,
        @Nullable StatementId statement,
        int partition,
        long next,
        boolean repeated,
        boolean retracted,
        List<RegisteredEntry> registered,
        List<Violation> warnings) {

    public Amended {
        registered = List.copyOf(registered);
        warnings = List.copyOf(warnings);
    }

    /** Returns a copy with these entries, and with these warnings before the present ones. */
    Amended with(List<RegisteredEntry> entries, List<Violation> oddities) {
        var all = Stream.concat(oddities.stream(), warnings.stream()).toList();
        return new Amended(
                report, event, statement, partition, next, repeated, retracted, entries, all);
    }

    public Token token() {
        return Token.NONE.with(Token.reports(partition), next);
    }
}
