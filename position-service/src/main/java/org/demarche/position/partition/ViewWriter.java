package org.demarche.position.partition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.position.kafka.Clients;
import org.demarche.position.projection.DocumentSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one partition of a view, one transaction at a time. It fails with Kafka's exceptions.
 * After the first one, only {@link #abandon} may be called.
 *
 * <p>A producer has a thread, connections and buffers. So a writer at rest has no producer, and
 * makes a new one for its next transaction. The new producer fences every other writer of the
 * partition. If this worker is no longer the owner, that stops the owner, which then restores the
 * partition once more. But this writer commits nothing, because the group refuses the offset of a
 * former member.
 */
public final class ViewWriter implements DocumentSink {

    private static final Logger LOG = LoggerFactory.getLogger(ViewWriter.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final Clients clients;
    private final String view;
    private final TopicPartition source;

    /** Null at rest. */
    private @Nullable Producer<byte[], byte[]> producer;

    /** The records of a transaction that no producer has begun yet. */
    private final List<ProducerRecord<byte[], byte[]>> waiting = new ArrayList<>();

    private boolean open;
    private long lastUsed;

    private ViewWriter(Clients clients, int partition) {
        this.clients = clients;
        view = clients.topics().view(clients.version());
        source = new TopicPartition(clients.topics().reports(), partition);
    }

    /**
     * Fences the previous writer of this partition, and aborts its open transaction. When this
     * method returns, readers can read all records that the previous writer has committed.
     */
    static ViewWriter takeOver(Clients clients, int partition) {
        var writer = new ViewWriter(clients, partition);
        try {
            var _ = writer.awake();
        } catch (RuntimeException e) {
            writer.close(Duration.ZERO);
            throw e;
        }
        return writer;
    }

    @Override
    public void put(String key, byte @Nullable [] value, Header... headers) {
        var record =
                new ProducerRecord<>(
                        view, source.partition(), ViewKey.bytes(key), value, List.of(headers));
        send(record);
    }

    void park(ProducerRecord<byte[], byte[]> deadLetter) {
        send(deadLetter);
    }

    /**
     * Ends the transaction with the mark, and with the group's offset. The mark, and not the
     * group's offset, decides what a worker still has to write. This method waits for the broker,
     * so the worker's loop must not call it.
     */
    void commit(Mark mark, ConsumerGroupMetadata group) {
        var awake = awake();
        waiting.forEach(record -> send(awake, record));
        waiting.clear();
        put(ViewKey.mark(source.partition()), mark.encode());
        awake.sendOffsetsToTransaction(Map.of(source, new OffsetAndMetadata(mark.next())), group);
        awake.commitTransaction();
        open = false;
        lastUsed = System.nanoTime();
    }

    /** Closes the producer if no transaction is open, and none was open for this time. */
    void rest(Duration idle) {
        if (!open && System.nanoTime() - lastUsed >= idle.toNanos()) {
            // No request is under way, so closing need not wait for a broker.
            close(Duration.ZERO);
        }
    }

    public void close() {
        close(LONGEST_CLOSE);
    }

    /** Aborts the open transaction if possible; otherwise the next owner aborts it. */
    void abandon() {
        try {
            if (open && producer != null) {
                producer.abortTransaction();
            }
        } catch (RuntimeException e) {
            // This writer is fenced, or the outcome of its commit is unknown. The next worker that
            // takes over ends the transaction, and reads its outcome.
            LOG.debug("{}: no abort", source, e);
        } finally {
            close(LONGEST_CLOSE);
        }
    }

    private Producer<byte[], byte[]> awake() {
        var awake = producer;
        if (awake == null) {
            awake = clients.viewWriter(source.partition());
            producer = awake;
            awake.initTransactions();
            lastUsed = System.nanoTime();
        }
        return awake;
    }

    private void close(Duration patience) {
        var closing = producer;
        producer = null;
        if (closing != null) {
            closing.close(patience);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        if (producer == null) {
            waiting.add(record);
        } else {
            send(producer, record);
        }
    }

    private void send(Producer<byte[], byte[]> awake, ProducerRecord<byte[], byte[]> record) {
        if (!open) {
            awake.beginTransaction();
            open = true;
        }
        // If a record fails, the commit fails.
        var _ = awake.send(record);
    }
}
