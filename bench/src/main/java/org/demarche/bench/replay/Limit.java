package org.demarche.bench.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.bench.result.Usage;
import org.demarche.bench.yardstick.Yardstick;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.KafkaConfig;

/** The limit of a replay: bare consumers, each with its own thread, that keep nothing. */
final class Limit {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KafkaConfig config;
    private final int threads;
    private final boolean decoding;

    private Limit(KafkaConfig config, int threads, boolean decoding) {
        this.config = config;
        this.threads = threads;
        this.decoding = decoding;
    }

    /** Returns a limit that decodes every event completely. */
    static Limit decoding(KafkaConfig config, int threads) {
        return new Limit(config, threads, true);
    }

    /** Returns a limit that takes the records as they are. */
    static Limit reading(KafkaConfig config, int threads) {
        return new Limit(config, threads, false);
    }

    /**
     * @param eventsPerSecond the events per second, from the time when all consumers are at the
     *     log's beginning until the last one has reached its end
     * @param cpuSeconds the processor time of this process meanwhile
     */
    record Run(double eventsPerSecond, double cpuSeconds) {}

    /** Reads the whole log once. */
    Run measure() throws Exception {
        var cpu = Usage.now();
        var begun = new AtomicLong();
        var ready = new CyclicBarrier(threads, () -> begun.set(System.nanoTime()));
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var readers = IntStream.range(0, threads).mapToObj(n -> reader(n, ready)).toList();
            var events = 0L;
            for (var read : executor.invokeAll(readers)) {
                events += read.get();
            }
            return new Run(
                    events * 1e9 / (System.nanoTime() - begun.get()),
                    Usage.since(cpu).cpuSeconds());
        }
    }

    private Callable<Long> reader(int number, CyclicBarrier ready) {
        return () -> {
            try (var consumer = consumer()) {
                var mine = share(number);
                consumer.assign(mine);
                consumer.seekToBeginning(mine);
                mine.forEach(consumer::position);
                var left = consumer.endOffsets(mine).values().stream().mapToLong(end -> end).sum();
                ready.await();
                return decoding ? decode(consumer, left) : read(consumer, left);
            }
        };
    }

    private static long read(Consumer<byte[], byte[]> consumer, long end) {
        var read = 0L;
        while (read < end) {
            read += consumer.poll(PATIENCE).count();
        }
        return read;
    }

    private static long decode(Consumer<byte[], byte[]> consumer, long end) throws UnreadableEvent {
        var yardstick = new Yardstick();
        var read = 0L;
        while (read < end) {
            for (var record : consumer.poll(PATIENCE)) {
                var event = yardstick.decode(record, Instant.ofEpochMilli(record.timestamp()));
                if (event.report().token().isEmpty()) {
                    throw new IllegalStateException("A report without a token");
                }
                read++;
            }
        }
        return read;
    }

    private List<TopicPartition> share(int number) {
        return IntStream.range(0, config.partitions())
                .filter(partition -> partition % threads == number)
                .mapToObj(partition -> new TopicPartition(config.topics().reports(), partition))
                .toList();
    }

    private Consumer<byte[], byte[]> consumer() {
        var properties = new HashMap<>(config.clientProperties());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
