package org.demarche.position.partition;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.position.kafka.Clients;
import org.jspecify.annotations.Nullable;

/**
 * Finds the last mark of a view's partition: the last record of the last committed transaction.
 * Only aborted records follow the mark, but there may be many of them. So the search begins at the
 * end and goes back in steps, each longer than the previous one. Any thread may use this object. It
 * is connected only during a search, because searches are rare.
 */
public final class LastMark implements AutoCloseable {

    private static final long FIRST_STEP = 100;
    private static final long GROWTH = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clients clients;
    private final String view;
    private final AtomicInteger asking = new AtomicInteger();
    private @Nullable Consumer<byte[], byte[]> consumer;

    public LastMark(Clients clients) {
        this.clients = clients;
        view = clients.topics().view(clients.version());
    }

    /**
     * @param end the end offset of the view's partition, after all committed records
     * @return the last mark; {@link Mark#START} if nothing was committed
     * @throws VersionStopped if the last mark cannot be decoded
     * @throws org.apache.kafka.common.KafkaException if the view cannot be read
     */
    Mark find(int partition, long end) {
        asking.incrementAndGet();
        try {
            return search(partition, end);
        } finally {
            if (asking.decrementAndGet() == 0) {
                close();
            }
        }
    }

    /** Closes the connections. A later search opens new ones. */
    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close(Clients.LONGEST_CLOSE);
            consumer = null;
        }
    }

    private synchronized Mark search(int partition, long end) {
        var place = new TopicPartition(view, partition);
        var step = FIRST_STEP;
        for (var to = end; to > 0; to -= step, step *= GROWTH) {
            var mark = last(place, Math.max(0, to - step), to);
            if (mark != null) {
                return read(mark);
            }
        }
        return Mark.START;
    }

    private @Nullable ConsumerRecord<byte[], byte[]> last(
            TopicPartition place, long from, long to) {
        var key = ViewKey.bytes(ViewKey.mark(place.partition()));
        var reader = consumer();
        reader.assign(Set.of(place));
        reader.seek(place, from);
        ConsumerRecord<byte[], byte[]> last = null;
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        // the consumer's position also passes aborted records and the ends of transactions
        while (reader.position(place) < to) {
            for (var record : reader.poll(PATIENCE).records(place)) {
                if (record.offset() < to && Arrays.equals(record.key(), key)) {
                    last = record;
                }
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(
                        "The broker did not return the records from offset %d of %s"
                                .formatted(from, place));
            }
        }
        return last;
    }

    private Consumer<byte[], byte[]> consumer() {
        var open = consumer;
        if (open == null) {
            open = clients.viewReader();
            consumer = open;
        }
        return open;
    }

    private static Mark read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Mark.decode(record.value());
        } catch (UnreadableEvent e) {
            throw new VersionStopped(
                    "The mark in %s-%d at offset %d is not valid: %s. Build a new version from the log"
                            .formatted(
                                    record.topic(),
                                    record.partition(),
                                    record.offset(),
                                    e.getMessage()));
        }
    }
}
