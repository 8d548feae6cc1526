package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.ingest.ReportIndex.Filed;
import org.demarche.log.TopicReader;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into the index what is in the log, its own service's reports and those of others, from the
 * headers alone. A record handled twice changes nothing: of filings the first of an id counts, and
 * a correction or retraction counts after the one before it.
 */
final class LogFollower implements TopicReader.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

    private final ReportIndex index;

    LogFollower(ReportIndex index) {
        this.index = index;
    }

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> record) {
        try {
            var event = ReportCodec.id(record.headers());
            var holder = event.report().holder().getBytes(UTF_8);
            if (!Arrays.equals(holder, record.key())) {
                return;
            }
            var recorded = ReportCodec.recorded(record, Instant.EPOCH);
            var day = LocalDate.ofInstant(recorded, ZoneOffset.UTC);
            if (event.number() > 0) {
                revise(event.report(), record, day);
                return;
            }
            var digest = ReportCodec.digest(record.headers());
            if (digest.isPresent()) {
                index.put(event.report(), Filed.of(digest.get(), record.offset(), day));
            }
        } catch (UnreadableEvent | IllegalArgumentException e) {
            // the fold parks it as a dead letter; here it only takes no id
            LOG.warn(
                    "No report at offset {} of {}-{}: {}",
                    record.offset(),
                    record.topic(),
                    record.partition(),
                    e.getMessage());
        }
    }

    private void revise(ReportId report, ConsumerRecord<byte[], byte[]> record, LocalDate day)
            throws UnreadableEvent {
        switch (ReportCodec.type(record.headers())) {
            case Corrected.WIRE_NAME -> {
                var digest = ReportCodec.digest(record.headers());
                if (digest.isPresent()) {
                    index.revise(report, Fingerprint.of(digest.get()), record.offset(), day);
                }
            }
            case Retracted.WIRE_NAME -> index.revise(report, null, record.offset(), day);
            default -> {} // no event of today's: the fold parks it
        }
    }
}
