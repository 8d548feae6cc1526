package org.demarche.gateway.read;

import static java.util.Comparator.comparing;

import java.util.LinkedHashMap;
import java.util.List;
import org.demarche.gateway.view.StoredEvent;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.ReportEvent;
import org.demarche.model.StatementEvidence;

/** The statements of one actor and issue, from the events that the view has of them. */
public final class Evidence {

    private Evidence() {}

    /**
     * @param stored in whatever order
     */
    public static List<StatementEvidence> of(String actor, String issue, List<StoredEvent> stored) {
        // an event that moves a report to another statement stands under both
        var events = new LinkedHashMap<String, ReportEvent>();
        stored.stream()
                .sorted(comparing(StoredEvent::number))
                .forEach(one -> events.putIfAbsent(one.token() + '/' + one.number(), read(one)));
        var inOrder = events.values().stream().sorted(comparing(ReportEvent::recorded)).toList();
        return StatementEvidence.of(actor, issue, inOrder);
    }

    private static ReportEvent read(StoredEvent stored) {
        try {
            return stored.event();
        } catch (UnreadableEvent e) {
            throw new IllegalStateException(
                    "The view holds an event that this release cannot read", e);
        }
    }
}
