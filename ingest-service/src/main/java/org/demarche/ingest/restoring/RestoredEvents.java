package org.demarche.ingest.restoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.ingest.log.ReportIndex;
import org.demarche.log.Sha256;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.TopicReader;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * The restored corrections and retractions in the log (filings are in the {@link ReportIndex}), and
 * whether the log has records that were not restored. A record that is handled twice changes
 * nothing.
 */
public final class RestoredEvents implements TopicReader.Handler {

    /** The events after the filing, by report. Few reports have any. */
    private final Map<ReportId, List<Later>> later = new ConcurrentHashMap<>();

    private volatile boolean any;
    private volatile @Nullable String stranger;

    /**
     * A correction or retraction.
     *
     * @param number its number in the report, from 1
     * @param content a text that distinguishes it from other events of its report: see {@link
     *     #content}
     * @param offset the offset of its record in the partition of the holder
     */
    record Later(int number, Instant recorded, String content, long offset) {}

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> record) {
        try {
            var recorded = ReportCodec.recordedOriginal(record);
            if (recorded.isPresent()) {
                any = true;
                var id = ReportCodec.id(record.headers());
                if (id.number() > 0) {
                    var content =
                            content(
                                    ReportCodec.type(record.headers()),
                                    recorded.get(),
                                    record.value());
                    put(
                            id.report(),
                            new Later(id.number(), recorded.get(), content, record.offset()));
                }
                return;
            }
        } catch (UnreadableEvent _) {
            // no restore has written such a record
        }
        if (stranger == null) {
            stranger =
                    "offset %d of %s-%d"
                            .formatted(record.offset(), record.topic(), record.partition());
        }
    }

    /** Returns the place of a record that did not come from a restore, if there is one. */
    Optional<String> stranger() {
        return Optional.ofNullable(stranger);
    }

    /** Whether the log has a record from a restore. */
    public boolean any() {
        return any;
    }

    /** Returns the restored corrections and retractions of a report, in their order. */
    List<Later> of(ReportId report) {
        return later.getOrDefault(report, List.of());
    }

    void put(ReportId report, Later added) {
        later.merge(report, List.of(added), RestoredEvents::joined);
    }

    /**
     * Returns a text that identifies an event of a report. Two events with the same type, instant
     * and body are the same event.
     */
    static String content(String type, Instant recorded, byte[] value) {
        return type + ' ' + recorded + ' ' + Sha256.hex(value);
    }

    private static List<Later> joined(List<Later> known, List<Later> added) {
        var content = added.getFirst().content();
        if (known.stream().anyMatch(one -> one.content().equals(content))) {
            return known;
        }
        var joined = new ArrayList<>(known);
        joined.addAll(added);
        return List.copyOf(joined);
    }
}
