package org.demarche.gateway.fold;

import java.util.List;
import java.util.TreeMap;
import org.demarche.gateway.evidence.EvidenceRecord;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;

/**
 * A report as it is after its last event.
 *
 * @param event the number of the last event, from 0
 * @param body the last body; for a retracted report, the body before the retraction
 */
public record CurrentReport(ReportId id, int event, boolean retracted, Report body) {

    /**
     * Returns the reports, sorted by token.
     *
     * @param records records of one actor and issue; for each report all of them, in the order of
     *     the log
     */
    static List<CurrentReport> among(Subject subject, List<EvidenceRecord> records) {
        var reports = new TreeMap<String, CurrentReport>();
        for (var counted : CountedEvent.among(subject, records)) {
            var number = counted.number();
            switch (counted.event()) {
                case Filed(var id, var body, _, _, _) ->
                        reports.put(id.token(), new CurrentReport(id, number, false, body));
                case Corrected(var id, var body, _, _, _) ->
                        reports.put(id.token(), new CurrentReport(id, number, false, body));
                case Retracted(var id, _, _) ->
                        reports.computeIfPresent(
                                id.token(),
                                (_, last) -> new CurrentReport(id, number, true, last.body()));
            }
        }
        return List.copyOf(reports.values());
    }
}
