package org.demarche.gateway.export;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.gateway.Problem;
import org.demarche.gateway.Refusal;
import org.demarche.log.KafkaConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Exports of the log, a few at a time, for each holds a connection to Kafka: so who takes nothing
 * for a while is cut off, like one whose log cannot be read on. Then the last line is missing.
 */
public final class LogExports {

    static final int MOST = 4;
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Taken out of what was fetched at a time: each may be half a mebibyte long. */
    private static final int MOST_RECORDS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(LogExports.class);

    private final KafkaConfig config;
    private final ExecutorService executor;
    private final Scheduler scheduler;
    private final Duration patience;
    private final Semaphore free = new Semaphore(MOST);

    /**
     * @param executor of threads that may wait
     * @param patience with a client that takes nothing
     */
    public LogExports(KafkaConfig config, ExecutorService executor, Duration patience) {
        this.config = config;
        this.executor = executor;
        this.patience = patience;
        scheduler = Schedulers.fromExecutorService(executor);
    }

    /**
     * @throws Refusal with 503 if as many are being read as may be
     */
    void requireFree() {
        if (free.availablePermits() == 0) {
            throw busy();
        }
    }

    /** The lines in pieces. Begins when it is subscribed to, if one more may. */
    Flux<byte[]> lines(Optional<String> actor, List<LogStretch> stretches) {
        return Flux.defer(
                () -> {
                    if (!free.tryAcquire()) {
                        return Flux.error(busy());
                    }
                    var lines =
                            new LogLines(
                                    config.topics().reports(),
                                    this::connect,
                                    actor,
                                    stretches,
                                    PATIENCE);
                    var left = new AtomicBoolean();
                    return Flux.<byte[], LogLines>generate(
                                    () -> lines,
                                    (_, sink) -> pull(lines, sink, left),
                                    _ -> executor.execute(() -> close(lines)))
                            .doOnCancel(() -> left.set(true))
                            .subscribeOn(scheduler)
                            .timeout(patience, Flux.error(this::idle))
                            // without these a long search for an actor would look like a client
                            // that takes nothing
                            .filter(piece -> piece.length > 0)
                            .doOnError(
                                    fault ->
                                            LOG.warn("An export is cut off: {}", fault.toString()));
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
                sink.complete(); // nobody hears it
            } else {
                sink.error(e);
            }
        }
        return lines;
    }

    private void close(LogLines lines) {
        try {
            lines.close();
        } finally {
            free.release();
        }
    }

    /** One for each export that may begin now. */
    Semaphore free() {
        return free;
    }

    private TimeoutException idle() {
        return new TimeoutException("nothing was taken for " + patience);
    }

    private static Refusal busy() {
        return new Refusal(
                Problem.unavailable(
                        "%d exports of the log are being read already: try again when one has ended"
                                .formatted(MOST)));
    }

    private Consumer<byte[], byte[]> connect() {
        var properties = config.clientProperties();
        properties.put(ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // what is gone is a fault, and no reason to go on elsewhere
        properties.put(AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
