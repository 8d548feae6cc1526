package org.demarche.position;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads single records of the log again. Needed rarely, so it connects when it first is. */
final class LogLookup implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clients clients;
    private final Meters meters;
    private @Nullable Consumer<byte[], byte[]> consumer;

    LogLookup(Clients clients, Meters meters) {
        this.clients = clients;
        this.meters = meters;
    }

    /**
     * @throws org.apache.kafka.common.KafkaException if the record cannot be had
     */
    ConsumerRecord<byte[], byte[]> read(int partition, long offset) {
        meters.lookedUp();
        var place = new TopicPartition(clients.topics().reports(), partition);
        var log = consumer();
        log.assign(Set.of(place));
        log.seek(place, offset);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            for (var record : log.poll(PATIENCE).records(place)) {
                if (record.offset() == offset) {
                    return record;
                }
            }
        }
        throw new TimeoutException("No answer with offset %d of %s".formatted(offset, place));
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close(Clients.PARTING);
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        var open = consumer;
        if (open == null) {
            open = clients.logLookup();
            consumer = open;
        }
        return open;
    }
}
