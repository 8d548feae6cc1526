package org.demarche.ingest.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.ingest.log.ReportIndex.Filed;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.kafka.Topics;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes the reports of the log, also those that other ingest services wrote. It needs only the
 * headers, and the article's URL from the body. A record that is handled twice changes nothing: of
 * the filings with one id, the first in the log counts, and a correction or retraction counts only
 * if it comes after the previous counted event of its report.
 */
public final class LogFollower implements TopicReader.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

    private final ReportIndex index;
    private final Articles articles;
    private final int partitions;

    /**
     * @param partitions the number of partitions of the log
     */
    public LogFollower(ReportIndex index, Articles articles, int partitions) {
        this.partitions = partitions;
        this.index = index;
        this.articles = articles;
    }

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> record) {
        try {
            var event = ReportCodec.id(record.headers());
            var holder = event.report().holder().getBytes(UTF_8);
            if (!Arrays.equals(holder, record.key())
                    || Topics.partitionOf(holder, partitions) != record.partition()) {
                return;
            }
            var recorded = ReportCodec.recorded(record, Instant.EPOCH);
            var day = LocalDate.ofInstant(recorded, ZoneOffset.UTC);
            if (event.number() > 0) {
                amend(event.report(), record, day);
                return;
            }
            var digest = ReportCodec.digest(record.headers());
            if (digest.isPresent()) {
                index.put(event.report(), Filed.of(digest.get(), record.offset(), day));
                articles.put(event.report(), url(record.value()), digest.get());
            }
        } catch (UnreadableEvent | IllegalArgumentException e) {
            // the fold makes a dead letter of this record, and the index leaves its id free
            LOG.warn(
                    "No report at offset {} of {}-{}: {}",
                    record.offset(),
                    record.topic(),
                    record.partition(),
                    e.getMessage());
        }
    }

    /** Returns the URL of the article, which is the only part of a body that the service keeps. */
    private static Optional<String> url(byte @Nullable [] body) {
        try {
            return body == null ? Optional.empty() : JsonReader.read(body, LogFollower::url);
        } catch (UnreadableEvent _) {
            // the fold makes a dead letter of this record, but its id is taken here
            return Optional.empty();
        }
    }

    private static Optional<String> url(JsonReader in) throws IOException, UnreadableEvent {
        var url = Optional.<String>empty();
        in.object();
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "source" -> url = url(in);
                case "url" -> url = Optional.of(in.text());
                default -> in.skip();
            }
        }
        return url;
    }

    private void forget(ReportId report, ReportState before) {
        var content = before.content();
        if (content != null) {
            articles.forget(report, content);
        }
    }

    private void amend(ReportId report, ConsumerRecord<byte[], byte[]> record, LocalDate day)
            throws UnreadableEvent {
        switch (ReportCodec.type(record.headers())) {
            case Corrected.WIRE_NAME -> {
                var digest = ReportCodec.digest(record.headers());
                if (digest.isPresent()) {
                    var content = Fingerprint.of(digest.get());
                    index.amend(report, content, record.offset(), day)
                            .ifPresent(
                                    before -> {
                                        forget(report, before);
                                        articles.put(report, url(record.value()), digest.get());
                                    });
                }
            }
            case Retracted.WIRE_NAME ->
                    index.amend(report, null, record.offset(), day)
                            .ifPresent(before -> forget(report, before));
            default -> {} // an unknown type of event: the fold makes a dead letter of it
        }
    }
}
