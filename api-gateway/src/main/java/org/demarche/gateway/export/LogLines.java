package org.demarche.gateway.export;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.export.ExportWriter;
import org.jspecify.annotations.Nullable;

/**
 * Reads stretches of the log on demand, one after the other, and writes them as lines. One caller
 * at a time may use it.
 */
final class LogLines {

    /** The most bytes of one piece. */
    static final int PIECE = 32 * 1024;

    private static final Duration POLL = Duration.ofSeconds(1);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> connect;
    private final LogFilter filter;
    private final Queue<LogStretch> ahead;
    private final Duration patience;
    private final ReportCodec codec;
    private final ExportWriter writer = new ExportWriter();

    private @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable LogStretch current;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();
    private Instant highest = Instant.EPOCH;
    private long progressNanos;
    private String last;
    private long events;
    private long unreadable;
    private boolean ended;
    private byte[] ready = {};
    private int at;

    /**
     * @param partitions the number of partitions of the log
     * @param connect makes a consumer of committed records that never chooses an offset by itself
     * @param filter selects the wanted events
     * @param stretches the stretches to read; at least one
     * @param patience the longest time without a record from Kafka
     */
    LogLines(
            String topic,
            int partitions,
            Supplier<Consumer<byte[], byte[]>> connect,
            LogFilter filter,
            List<LogStretch> stretches,
            Duration patience) {
        this.topic = topic;
        codec = new ReportCodec(partitions);
        this.connect = connect;
        this.filter = filter;
        ahead = new ArrayDeque<>(stretches);
        this.patience = patience;
        var first = stretches.getFirst();
        last = cursor(first.partition(), first.from().orElse(0), first.highest());
    }

    /**
     * Returns the next bytes; empty if there are none yet.
     *
     * @throws org.apache.kafka.common.KafkaException if the log cannot be read any further
     */
    byte[] next() {
        if (at == ready.length) {
            gather();
            ready = writer.take();
            at = 0;
        }
        var piece = Arrays.copyOfRange(ready, at, Math.min(ready.length, at + PIECE));
        at += piece.length;
        return piece;
    }

    /** Whether all lines were returned, also the summary. */
    boolean isAtEnd() {
        return ended && at == ready.length;
    }

    void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    /** Polls Kafka at most once, so that the caller soon gets a piece, even an empty one. */
    private void gather() {
        if (!polled.hasNext()) {
            poll();
        }
        while (polled.hasNext() && writer.size() < PIECE) {
            write(polled.next());
        }
    }

    private void poll() {
        var stretch = current == null ? ahead.poll() : current;
        if (stretch == null) {
            writer.summary(events, unreadable, last);
            ended = true;
            return;
        }
        var place = new TopicPartition(topic, stretch.partition());
        var log = consumer();
        if (current == null) {
            current = stretch;
            highest = stretch.highest();
            progressNanos = System.nanoTime();
            log.assign(List.of(place));
            if (stretch.from().isPresent()) {
                log.seek(place, stretch.from().getAsLong());
            } else {
                log.seekToBeginning(List.of(place));
            }
        }
        // compare the consumer's offset and not the last record's, because markers of transactions
        // take offsets, too
        if (log.position(place, patience) >= stretch.end()) {
            last = cursor(stretch.partition(), stretch.end(), highest);
            current = null;
            return;
        }
        var records = log.poll(POLL).records(place);
        if (!records.isEmpty()) {
            progressNanos = System.nanoTime();
        } else if (System.nanoTime() - progressNanos > patience.toNanos()) {
            throw new TimeoutException(
                    "Kafka sent no records of %s for %s".formatted(place, patience));
        }
        polled = records.iterator();
    }

    private void write(ConsumerRecord<byte[], byte[]> record) {
        if (current == null || record.offset() >= current.end()) {
            return;
        }
        try {
            var recorded = ReportCodec.recorded(record, highest);
            highest = recorded.isAfter(highest) ? recorded : highest;
            if (filter.takes(record)) {
                var event = codec.decode(record, recorded);
                writer.event(
                        event,
                        record.value(),
                        ReportCodec.recordedBy(record.headers()),
                        cursorBehind(record));
                events++;
            }
        } catch (UnreadableEvent e) {
            if (filter.takes(record)) {
                writer.unreadable(record.partition(), record.offset(), e, cursorBehind(record));
                unreadable++;
            }
        }
    }

    private String cursorBehind(ConsumerRecord<byte[], byte[]> record) {
        return cursor(record.partition(), record.offset() + 1, highest);
    }

    private String cursor(int partition, long next, Instant recorded) {
        return new LogCursor(filter.actor(), partition, next, recorded).encode();
    }

    private Consumer<byte[], byte[]> consumer() {
        var open = consumer;
        if (open == null) {
            open = connect.get();
            consumer = open;
        }
        return open;
    }
}
