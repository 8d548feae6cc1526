package org.demarche.bench.twin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Bytes;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The events of one report in the store, one after the other. Each event has the headers that its
 * reader needs, and the bytes of the log, so that no JSON is written again.
 */
final class StoredEvents {

    private static final List<String> HEADERS = List.of("ce_digest", "ce_type", "ce_id");
    private static final char END = '\0';
    private static final char AFTER = '\1';

    private StoredEvents() {}

    static Bytes key(ReportId report) {
        return bytes(report.holder() + END + report.issue() + END + report.token());
    }

    static Bytes pair(Subject subject) {
        return bytes(subject.actor() + END + subject.issue());
    }

    static Subject subject(Bytes pair) {
        var parts = new String(pair.get(), US_ASCII).split("\0", -1);
        return new Subject(parts[0], parts[1]);
    }

    /** Returns a key before the first report of the pair. */
    static Bytes first(Subject subject) {
        return bytes(subject.actor() + END + subject.issue() + END);
    }

    /** Returns a key after the last report of the pair. */
    static Bytes last(Subject subject) {
        return bytes(subject.actor() + END + subject.issue() + AFTER);
    }

    /**
     * @param before the events that the store has of the report; null for none
     */
    static byte[] append(byte @Nullable [] before, ConsumerRecord<byte[], byte[]> record) {
        var headers = HEADERS.stream().map(name -> header(record.headers(), name)).toList();
        var length = Long.BYTES + Integer.BYTES + record.value().length;
        for (var header : headers) {
            length += Short.BYTES + header.length;
        }
        var earlier = before == null ? new byte[0] : before;
        var all = ByteBuffer.allocate(earlier.length + length);
        all.put(earlier).putLong(record.timestamp());
        headers.forEach(header -> all.putShort((short) header.length).put(header));
        return all.putInt(record.value().length).put(record.value()).array();
    }

    static List<ReportEvent> read(ReportCodec codec, byte[] key, byte[] stored) {
        var events = new ArrayList<ReportEvent>(1);
        for (var in = ByteBuffer.wrap(stored); in.hasRemaining(); ) {
            var recorded = in.getLong();
            var headers = new RecordHeaders();
            HEADERS.forEach(name -> headers.add(name, next(in, in.getShort())));
            var value = next(in, in.getInt());
            events.add(decode(codec, record("", 0, 0, recorded, key, value, headers)));
        }
        return events;
    }

    static ReportEvent decode(ReportCodec codec, ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decodeForFold(record, Instant.ofEpochMilli(record.timestamp()));
        } catch (UnreadableEvent e) {
            throw new IllegalStateException(
                    "Offset %d of partition %d".formatted(record.offset(), record.partition()), e);
        }
    }

    static ConsumerRecord<byte[], byte[]> record(
            String topic,
            int partition,
            long offset,
            long recorded,
            byte[] key,
            byte[] value,
            Headers headers) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                recorded,
                TimestampType.LOG_APPEND_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    /**
     * Returns the value of a header. It is empty for the digest of a retraction, which has none.
     */
    private static byte[] header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? new byte[0] : header.value();
    }

    private static byte[] next(ByteBuffer in, int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }
}
