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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into the index what is in the log, its own service's reports and those of others. A record
 * handled twice changes nothing: the first of an id counts.
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
            var digest = ReportCodec.digest(record.headers());
            var holder = event.report().holder().getBytes(UTF_8);
            if (event.number() > 0 || digest.isEmpty() || !Arrays.equals(holder, record.key())) {
                return;
            }
            var recorded = ReportCodec.recorded(record, Instant.EPOCH);
            var day = LocalDate.ofInstant(recorded, ZoneOffset.UTC);
            index.put(event.report(), Filed.of(digest.get(), record.offset(), day));
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
}
