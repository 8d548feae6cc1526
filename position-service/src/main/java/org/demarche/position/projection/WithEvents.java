package org.demarche.position.projection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.demarche.log.view.DocumentHeaders;
import org.demarche.log.view.EventDocument;
import org.demarche.log.view.EventKeys;
import org.demarche.log.view.FoldNames;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Outcome;

/**
 * Positions in a view of revision 2, which also has a document for each event. An older release may
 * take the view over again, and then restores from these documents.
 */
public final class WithEvents implements Fold {

    private record Event(
            ReportEvent event, List<String> keys, ConsumerRecord<byte[], byte[]> from) {}

    private final Fold positions;
    private final EventKeys keys = new EventKeys();
    private final List<Event> folded = new ArrayList<>();
    private boolean restored;

    public WithEvents(Fold positions) {
        this.positions = positions;
    }

    @Override
    public Outcome fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record) {
        var outcome = positions.fold(event, record);
        if (outcome instanceof Outcome.Folded) {
            var stands = keys.of(event);
            if (restored) {
                folded.add(new Event(event, stands, record));
            }
        }
        return outcome;
    }

    @Override
    public void restored() {
        restored = true;
        positions.restored();
    }

    /**
     * Puts the documents of events in the order of the log, although a restore reads them in the
     * order of the view.
     */
    @Override
    public void publish(DocumentSink documents) {
        for (var one : folded) {
            var value = EventDocument.of(one.event, one.from.value());
            var headers = headers(one.event, one.from.offset());
            one.keys.forEach(key -> documents.put(key, value, headers));
        }
        folded.clear();
        positions.publish(documents);
    }

    private static Header[] headers(ReportEvent event, long offset) {
        var place =
                new RecordHeader(
                        DocumentHeaders.LOG_OFFSET, Long.toString(offset).getBytes(US_ASCII));
        return switch (event) {
            case ReportEvent.Filed(_, var body, var resolved, _, _) ->
                    new Header[] {place, FoldNames.of(body, resolved).header()};
            case ReportEvent.Corrected(_, var body, var resolved, _, _) ->
                    new Header[] {place, FoldNames.of(body, resolved).header()};
            case ReportEvent.Retracted _ -> new Header[] {place};
        };
    }
}
