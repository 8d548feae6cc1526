package org.demarche.gateway.fold;

import java.util.List;
import java.util.Objects;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;

/**
 * The events of a report as documents, in the order of the log.
 *
 * @param statement the statement that the report attests, or attested until it was retracted
 */
public record ReportEvents(StatementId statement, List<byte[]> documents) {

    public ReportEvents {
        documents = List.copyOf(documents);
    }

    /**
     * @param events the events of the report; the first one files it
     */
    static ReportEvents of(ReportId id, List<CountedEvent> events) {
        var digest =
                events.reversed().stream()
                        .map(one -> one.record().statement())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
        return new ReportEvents(
                new StatementId(id.holder(), id.issue(), digest),
                events.stream().map(one -> one.record().document(one.event())).toList());
    }
}
