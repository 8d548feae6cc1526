package org.demarche.gateway.fold;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.demarche.gateway.evidence.EvidenceRecord;
import org.demarche.model.Interner;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Outcome;
import org.demarche.model.fold.Rule;

/**
 * A record that the fold counts. The fold does not count repeats, filings under a taken id, and
 * events of a report that was never filed.
 *
 * @param number the number of the event among the events of its report, from 0
 */
record CountedEvent(EvidenceRecord record, ReportEvent event, int number) {

    /** The rule makes no difference, because every rule counts the same events. */
    private static final Basis ANY = Basis.by(Rule.LATEST_OWN_2);

    /** The order of events that were recorded at the same instant. */
    private static final Comparator<CountedEvent> ORDER =
            comparing(CountedEvent::number)
                    .thenComparing(one -> one.record.statement(), nullsFirst(naturalOrder()))
                    .thenComparing(one -> one.event.report().token());

    /**
     * @param records records of one actor and issue; for each report all of them, in the order of
     *     the log
     */
    static List<CountedEvent> among(Subject subject, List<EvidenceRecord> records) {
        var dossier = new Dossier(subject, ANY, new Interner());
        var numbers = new HashMap<ReportId, Integer>();
        var counted = new ArrayList<CountedEvent>();
        for (var record : records) {
            var event = record.event();
            if (dossier.evolve(event) instanceof Outcome.Folded) {
                var number = numbers.merge(record.report(), 1, Integer::sum) - 1;
                counted.add(new CountedEvent(record, event, number));
            }
        }
        counted.sort(ORDER);
        return counted;
    }

    /** Sorts the events by the instant of recording. */
    static List<ReportEvent> inOrder(List<CountedEvent> counted) {
        return counted.stream()
                .map(CountedEvent::event)
                .sorted(comparing(ReportEvent::recorded))
                .toList();
    }
}
