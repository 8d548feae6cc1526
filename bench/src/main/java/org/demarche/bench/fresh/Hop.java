package org.demarche.bench.fresh;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.bench.topic.BareTopic;
import org.demarche.log.kafka.KafkaConfig;

/**
 * The least work of any view on Kafka: a record is appended, consumed, produced again in a
 * transaction with its offset, and seen by a reader of committed records.
 */
final class Hop implements AutoCloseable {

    private static final TopicPartition IN = new TopicPartition("hop-in", 0);
    static final TopicPartition OUT = new TopicPartition("hop-out", 0);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long PATIENCE_SECONDS = 30;

    private final Map<String, Object> kafka;
    private final KafkaProducer<byte[], byte[]> appending;
    private final KafkaProducer<byte[], byte[]> transactional;
    private final KafkaConsumer<byte[], byte[]> consuming;
    private final KafkaConsumer<byte[], byte[]> reading;
    private final Map<Long, CompletableFuture<Long>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<Long> failed = new CompletableFuture<>();
    private final AtomicLong sent = new AtomicLong();
    private final List<Thread> threads;

    Hop(KafkaConfig config) throws Exception {
        kafka = config.clientProperties();
        BareTopic.make(config, IN.topic(), 1);
        BareTopic.make(config, OUT.topic(), 1);
        appending = producer(Map.of(ProducerConfig.ACKS_CONFIG, "all"));
        transactional =
                producer(
                        Map.of(
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                "hop",
                                // each of several small transactions in a row waits this long
                                // before it begins
                                CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG,
                                5));
        consuming = consumer(IN, "read_uncommitted");
        reading = consumer(OUT, "read_committed");
        transactional.initTransactions();
        threads = List.of(start("hop", this::hop), start("hop-reader", this::read));
    }

    /** Sends a record, and returns when the reader has seen it. */
    void through(byte[] body) throws Exception {
        var number = sent.incrementAndGet();
        var seen = new CompletableFuture<Long>();
        waiting.put(number, seen);
        append(number, body);
        var _ = CompletableFuture.anyOf(seen, failed).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Appends at a fixed rate. */
    void load(int perSecond, byte[] body, BooleanSupplier over) {
        var begun = System.nanoTime();
        for (var n = 0L; !over.getAsBoolean(); n++) {
            LockSupport.parkNanos(begun + n * 1_000_000_000 / perSecond - System.nanoTime());
            append(0, body);
        }
    }

    private void append(long number, byte[] body) {
        var key = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        var _ =
                appending.send(
                        new ProducerRecord<>(IN.topic(), key, body),
                        (_, fault) -> {
                            if (fault != null) {
                                failed.completeExceptionally(fault);
                            }
                        });
    }

    private void hop() {
        while (true) {
            var records = consuming.poll(POLL);
            if (records.isEmpty()) {
                continue;
            }
            transactional.beginTransaction();
            for (var record : records) {
                var _ =
                        transactional.send(
                                new ProducerRecord<>(OUT.topic(), record.key(), record.value()));
            }
            transactional.sendOffsetsToTransaction(
                    Map.of(IN, new OffsetAndMetadata(consuming.position(IN))),
                    consuming.groupMetadata());
            transactional.commitTransaction();
        }
    }

    private void read() {
        while (true) {
            for (var record : reading.poll(POLL)) {
                var seen = waiting.remove(ByteBuffer.wrap(record.key()).getLong());
                if (seen != null) {
                    seen.complete(record.offset());
                }
            }
        }
    }

    private Thread start(String name, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .name(name)
                .start(
                        () -> {
                            try {
                                work.run();
                            } catch (WakeupException _) {
                                // it is closed
                            } catch (RuntimeException e) {
                                failed.completeExceptionally(e);
                            }
                        });
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> own) {
        var properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.putAll(own);
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer(TopicPartition partition, String isolation) {
        var properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, "hop-" + partition.topic());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        return consumer;
    }

    @Override
    public void close() {
        consuming.wakeup();
        reading.wakeup();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        consuming.close();
        reading.close();
        appending.close();
        transactional.close();
    }
}
