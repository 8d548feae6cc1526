package org.demarche.position.partition;

import java.time.Duration;
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
 */
public final class ViewWriter implements DocumentSink {

    private static final Logger LOG = LoggerFactory.getLogger(ViewWriter.class);
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final String view;
    private final TopicPartition source;
    private boolean open;

    private ViewWriter(Producer<byte[], byte[]> producer, String view, TopicPartition source) {
        this.producer = producer;
        this.view = view;
        this.source = source;
    }

    /**
     * Fences the last writer of this partition, and aborts its open transaction. Its committed
     * records can be read when this returns.
     */
    static ViewWriter takeOver(Clients clients, int partition) {
        var producer = clients.viewWriter(partition);
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        var topics = clients.topics();
        return new ViewWriter(
                producer,
                topics.view(clients.version()),
                new TopicPartition(topics.reports(), partition));
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

    /** Ends the transaction with the mark, which is the truth, and the group's offset. */
    void commit(Mark mark, ConsumerGroupMetadata group) {
        put(ViewKey.mark(source.partition()), mark.encode());
        producer.sendOffsetsToTransaction(
                Map.of(source, new OffsetAndMetadata(mark.next())), group);
        producer.commitTransaction();
        open = false;
    }

    public void close() {
        producer.close(PARTING);
    }

    /** Aborts the open transaction if possible; otherwise the next owner aborts it. */
    void abandon() {
        try {
            if (open) {
                producer.abortTransaction();
            }
        } catch (RuntimeException e) {
            // Fenced, or a commit is under way whose outcome nobody knows: the next one to take
            // over ends it, and reads what became of it.
            LOG.debug("{}: no abort", source, e);
        } finally {
            producer.close(PARTING);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
        // A record that fails fails the commit.
        var _ = producer.send(record);
    }
}
