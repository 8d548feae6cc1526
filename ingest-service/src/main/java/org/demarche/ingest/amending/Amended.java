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
 * @param event the number of the event that made it so
 * @param statement that the report now attests; null if it is retracted, or nothing was read of it
 * @param next offset after that event's: a reader that has come there sees it
 * @param repeated it was so already, and nothing was written, or only what the fold passes over
 * @param retracted whether the report is retracted now
 * @param registered what its unknown names have become
 * @param warnings what is odd about the corrected report
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

    /** Adds these warnings before its own. */
    Amended with(List<RegisteredEntry> entries, List<Violation> oddities) {
        var all = Stream.concat(oddities.stream(), warnings.stream()).toList();
        return new Amended(
                report, event, statement, partition, next, repeated, retracted, entries, all);
    }

    public Token token() {
        return Token.NONE.with(Token.reports(partition), next);
    }
}
