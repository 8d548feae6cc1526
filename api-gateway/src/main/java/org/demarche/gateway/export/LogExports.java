package org.demarche.gateway.export;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.log.kafka.KafkaConfig;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs exports of the log, each with its own connection to Kafka. */
public final class LogExports {

    /** The most records of one poll. They are few, because each record may have half a mebibyte. */
    private static final int MOST_RECORDS = 50;

    /** The longest time for which Kafka may hold back an empty answer. */
    private static final int HELD_BACK_MILLIS = 10;

    private final KafkaConfig config;
    private final ExecutorService executor;
    private final Scheduler scheduler;
    private final Slots places;

    /**
     * @param executor an executor whose threads may wait
     */
    public LogExports(KafkaConfig config, ExecutorService executor) {
        this(config, executor, Slots.PATIENCE);
    }

    LogExports(KafkaConfig config, ExecutorService executor, Duration patience) {
        this.config = config;
        this.executor = executor;
        scheduler = Schedulers.fromExecutorService(executor);
        places = new Slots("exports of the log", patience);
    }

    Slots places() {
        return places;
    }

    /** Returns the lines, in pieces. */
    Flux<byte[]> lines(LogFilter filter, List<LogStretch> stretches) {
        return places.taken(
                release -> {
                    var lines =
                            new LogLines(
                                    config.topics().reports(),
                                    config.partitions(),
                                    this::connect,
                                    filter,
                                    stretches,
                                    Slots.PATIENCE);
                    var left = new AtomicBoolean();
                    return Flux.<byte[], LogLines>generate(
                                    () -> lines,
                                    (_, sink) -> pull(lines, sink, left),
                                    _ -> executor.execute(() -> close(lines, release)))
                            .doOnCancel(() -> left.set(true))
                            .subscribeOn(scheduler);
                });
    }

    private static LogLines pull(LogLines lines, SynchronousSink<byte[]> sink, AtomicBoolean left) {
        try {
            sink.next(lines.next());
            if (lines.isAtEnd()) {
                sink.complete();
            }
        } catch (InterruptException e) {
            if (left.get()) {
                sink.complete(); // the client has left, so nobody would get the error
            } else {
                sink.error(e);
            }
        }
        return lines;
    }

    private static void close(LogLines lines, Runnable release) {
        try {
            lines.close();
        } finally {
            release.run();
        }
    }

    private Consumer<byte[], byte[]> connect() {
        var properties = config.clientProperties();
        properties.put(ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // fail if the records at an offset are gone, and do not go on at another offset
        properties.put(AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        // after the end of a stretch the consumer sends a fetch that finds nothing, and the next
        // stretch waits for the answer to that fetch
        properties.put(FETCH_MAX_WAIT_MS_CONFIG, HELD_BACK_MILLIS);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
