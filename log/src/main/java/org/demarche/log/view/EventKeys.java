package org.demarche.log.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.log.event.EventId;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.jspecify.annotations.Nullable;

/**
 * Computes the keys of event documents. The key of an event names the statement that its report
 * attests. An event has two keys if a correction moved the report to another statement. The events
 * of a report are numbered from 0.
 */
public final class EventKeys {

    private final Map<ReportId, Last> reports = new HashMap<>();

    /**
     * @param event the next event of its report, after the fold has folded this event
     */
    public List<String> of(ReportEvent event) {
        var before = reports.get(event.report());
        return switch (event) {
            case Filed filed -> stand(before, event, filed.body());
            case Corrected corrected -> stand(before, event, corrected.body());
            case Retracted _ -> {
                if (before == null) {
                    throw new IllegalArgumentException("Nothing was filed under " + event.report());
                }
                reports.put(event.report(), new Last(before.number + 1, null));
                yield before.statement == null
                        ? List.of()
                        : List.of(key(before.statement, event, before.number + 1));
            }
        };
    }

    private List<String> stand(@Nullable Last before, ReportEvent event, Report body) {
        var number = before == null ? 0 : before.number + 1;
        var from = before == null ? null : before.statement;
        var to = StatementId.of(body, event.recorded());
        reports.put(event.report(), new Last(number, to));
        return from == null || from.equals(to)
                ? List.of(key(to, event, number))
                : List.of(key(from, event, number), key(to, event, number));
    }

    private static String key(StatementId statement, ReportEvent event, int number) {
        return ViewKey.event(statement, new EventId(event.report(), number));
    }

    /**
     * @param statement the statement that the report attests; null while the report is retracted
     */
    private record Last(int number, @Nullable StatementId statement) {}
}
