package org.demarche.position.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.demarche.log.kafka.KafkaConfig;
import org.jspecify.annotations.Nullable;

/**
 * Reads single records of the log again, for all folds of this process, one after the other. It
 * connects at its first use, because lookups are rare.
 */
public final class LogLookup implements PastRecords, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConfig config;
    private final Counter lookups;
    private @Nullable Consumer<byte[], byte[]> consumer;

    public LogLookup(KafkaConfig config, MeterRegistry registry) {
        this.config = config;
        lookups =
                Counter.builder("demarche.lookups")
                        .description("Reports read again from the log for their texts")
                        .register(registry);
    }

    @Override
    public synchronized ConsumerRecord<byte[], byte[]> read(int partition, long offset) {
        lookups.increment();
        var place = new TopicPartition(config.topics().reports(), partition);
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
        throw new TimeoutException(
                "The broker did not return the record at offset %d of %s".formatted(offset, place));
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close(Clients.LONGEST_CLOSE);
            consumer = null;
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        var open = consumer;
        if (open == null) {
            open = Clients.logLookup(config);
            consumer = open;
        }
        return open;
    }
}
