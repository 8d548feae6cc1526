package org.demarche.log.control;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.log.kafka.KafkaConfig;
import org.jspecify.annotations.Nullable;

/**
 * Writes decisions, one after the other. Each decision is based on the current catalog. A decision
 * counts if the reader reads it back as the first record of its epoch. If another record was first,
 * the writer decides again.
 */
public final class ControlWriter implements AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final Duration READ_BACK = Duration.ofSeconds(5);

    /** Decides about a projection in its current state. */
    @FunctionalInterface
    public interface Decision {

        /**
         * @throws StepRefused if there is nothing to decide
         */
        ControlEvent on(Catalog catalog) throws StepRefused;
    }

    private final String topic;
    private final CatalogReader reader;
    private final Producer<byte[], byte[]> producer;
    private final ReentrantLock deciding = new ReentrantLock();

    public ControlWriter(KafkaConfig config, CatalogReader reader) {
        this.topic = config.topics().control();
        this.reader = reader;
        var properties = config.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Writes a decision and waits until it is read back. Threads decide one after the other.
     *
     * @param by the person or service that asks
     * @return the catalog with the decision
     * @throws StepRefused if the decision is not possible
     * @throws ControlUnwritten if the decision was not confirmed or read back in time, others
     *     decided first each time, or the reader has stopped
     */
    public CatalogReader.Known decide(
            String projection, Decision decision, String by, @Nullable String why)
            throws StepRefused {
        deciding.lock();
        try {
            return decideAlone(projection, decision, by, why);
        } finally {
            deciding.unlock();
        }
    }

    private CatalogReader.Known decideAlone(
            String projection, Decision decision, String by, @Nullable String why)
            throws StepRefused {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            requireReader();
            var catalog = reader.catalog();
            var event = decision.on(catalog);
            // an impossible decision is refused before anything is written
            var _ = catalog.after(projection, event, Instant.EPOCH);
            var record =
                    new ControlRecord(projection, catalog.epoch(projection) + 1, event, by, why);
            var offset = append(record);
            readBack(offset + 1);
            if (reader.won(offset)) {
                return reader.known();
            }
        }
        throw new ControlUnwritten(
                true,
                "Others decided about %s at the same time, %d times in a row: look at it and ask again"
                        .formatted(projection, ATTEMPTS),
                null);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    /**
     * Without a reader, the writer would not see its own decisions, and would repeat them for ever.
     */
    private void requireReader() {
        reader.failure()
                .ifPresent(
                        failure -> {
                            throw new ControlUnwritten(
                                    false,
                                    "This service decides nothing, because it cannot read the decisions any more: "
                                            + failure.getMessage(),
                                    failure);
                        });
    }

    private long append(ControlRecord record) {
        var sent =
                producer.send(
                        new ProducerRecord<>(
                                topic, 0, ControlCodec.key(record), ControlCodec.value(record)));
        try {
            return sent.get().offset();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new ControlUnwritten(
                    false,
                    "Kafka has not confirmed the decision, so it is not known whether it counts: look at the projection",
                    e.getCause());
        }
    }

    private void readBack(long next) {
        try {
            reader.reached(next).get(READ_BACK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ControlUnwritten(
                    false,
                    "The decision is written, but this service has not read it back yet: look at the projection",
                    e);
        }
    }
}
