package org.demarche.position;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.demarche.log.view.DocumentHeaders.LOG_OFFSET;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.EventDocument;
import org.demarche.log.view.EventKeys;
import org.demarche.log.view.Names;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Dossier;
import org.demarche.model.Interner;
import org.demarche.model.Outcome;
import org.demarche.model.Outcome.Folded;
import org.demarche.model.ReportEvent;
import org.demarche.model.Scope;
import org.demarche.model.Subject;

/**
 * The projection {@code positions}: each event under the statements it attests, the position of
 * each actor on each issue, and the shifts between positions.
 */
public final class Positions implements Fold {

    private final LongFunction<ConsumerRecord<byte[], byte[]>> log;
    private final Interner interner = new Interner();
    private final Map<Subject, Pair> pairs = new HashMap<>();
    private final List<Pair> changed = new ArrayList<>();
    private final EventKeys keys = new EventKeys();
    private long lastRestored = -1;

    /**
     * @param log reads the record at an offset of this partition's log again
     */
    public Positions(LongFunction<ConsumerRecord<byte[], byte[]>> log) {
        this.log = log;
    }

    @Override
    public Outcome fold(
            ReportEvent event, ConsumerRecord<byte[], byte[]> record, Documents documents) {
        var report = event.report();
        var pair = pair(report.holder(), report.issue());
        var outcome = pair.fold(event, record.offset());
        if (outcome instanceof Folded) {
            var value = EventDocument.of(event, record.value());
            var headers = headers(event, record.offset());
            for (var key : keys.of(event)) {
                documents.put(key, value, headers);
            }
            if (pair.change()) {
                changed.add(pair);
            }
        }
        return outcome;
    }

    @Override
    public void publish(Documents documents) {
        for (var pair : changed) {
            documents.put(pair.key(), pair.document());
            pair.shifts(documents);
        }
        changed.clear();
    }

    /**
     * An event that stands under two statements has two documents, one after the other, and is
     * folded once. Of a position's document only the texts are taken back, and of a shift that it
     * is there.
     */
    @Override
    public void restore(ConsumerRecord<byte[], byte[]> document) {
        var key = ViewKey.of(document.key());
        if (ViewKey.isPosition(key)) {
            var parts = key.split("/", -1);
            pair(parts[1], parts[2]).restore(document.value());
        } else if (ViewKey.isShift(key)) {
            var subject = ViewKey.subjectOfShift(key);
            pair(subject.actor(), subject.issue())
                    .restore(ViewKey.daysOfShift(key), document.value() != null);
        } else if (ViewKey.isEvent(key)) {
            var offset = logOffset(document);
            if (offset != lastRestored) {
                lastRestored = offset;
                var event = decode(document);
                keys.of(event);
                pair(event.report().holder(), event.report().issue()).restore(event, offset);
            }
        }
    }

    private Pair pair(String actor, String issue) {
        return pairs.computeIfAbsent(
                new Subject(actor, issue),
                subject ->
                        new Pair(
                                subject,
                                new Dossier(subject, Scope.AS_FILED, interner),
                                new ShownTexts(log)));
    }

    private static Header[] headers(ReportEvent event, long offset) {
        var place = new RecordHeader(LOG_OFFSET, digits(offset));
        return switch (event) {
            case ReportEvent.Filed(_, var body, var resolved, _, _) ->
                    new Header[] {place, Names.of(body, resolved).header()};
            case ReportEvent.Corrected(_, var body, var resolved, _, _) ->
                    new Header[] {place, Names.of(body, resolved).header()};
            case ReportEvent.Retracted _ -> new Header[] {place};
        };
    }

    private static ReportEvent decode(ConsumerRecord<byte[], byte[]> document) {
        try {
            return EventDocument.decode(document.value());
        } catch (UnreadableEvent e) {
            throw VersionStopped.damaged(document, String.valueOf(e.getMessage()));
        }
    }

    private static long logOffset(ConsumerRecord<byte[], byte[]> document) {
        var header = document.headers().lastHeader(LOG_OFFSET);
        if (header == null) {
            throw VersionStopped.damaged(document, "header " + LOG_OFFSET + " is missing");
        }
        return Long.parseLong(new String(header.value(), US_ASCII));
    }

    private static byte[] digits(long number) {
        return Long.toString(number).getBytes(US_ASCII);
    }
}
