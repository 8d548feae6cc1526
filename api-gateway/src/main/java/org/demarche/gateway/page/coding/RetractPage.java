package org.demarche.gateway.page.coding;

import java.util.List;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.page.read.ReportPage;

/** The form that retracts a report. */
public record RetractPage(
        Layout layout, ReportPage report, String action, String reason, List<String> faults) {

    static RetractPage of(ReportPage report, PageQuery query, String reason, List<String> faults) {
        var action = report.report().href() + "/retraction";
        return new RetractPage(
                Layout.of(
                                "Retract a report",
                                "A form that retracts a report.",
                                query.origin() + action)
                        .below(report.position(), report.report())
                        .unlisted(),
                report,
                action,
                reason,
                faults);
    }
}
