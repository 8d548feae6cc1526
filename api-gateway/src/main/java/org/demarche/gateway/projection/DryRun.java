package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.declared.DeclaredHeap;
import org.demarche.declared.Definition;
import org.demarche.declared.DocumentKey;
import org.demarche.gateway.read.Query;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Tries a definition: folds some events of the log in memory, from the beginning of each partition.
 * Only one dry run runs at a time.
 */
final class DryRun {

    private static final int MOST = 10_000;
    private static final int MOST_SHOWN = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * @param reports the number of folded events
     * @param matched the number of reports that count
     * @param faults the first faults
     * @param faultCount the number of all faults
     * @param blockers the reasons why a version with so many faults would not be promoted
     *     automatically
     * @param documentCount the number of all documents; {@code documents} has the first of them
     * @param timedOut whether the time ended before all wanted events were folded
     * @param refused the reason why the definition cannot be declared; null if it can
     */
    record Tried(
            int reports,
            int matched,
            List<Fault> faults,
            int faultCount,
            List<String> blockers,
            int documentCount,
            List<JsonNode> documents,
            boolean timedOut,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String refused) {

        Tried refused(@Nullable String why) {
            return new Tried(
                    reports,
                    matched,
                    faults,
                    faultCount,
                    blockers,
                    documentCount,
                    documents,
                    timedOut,
                    why);
        }
    }

    /** The reason why a report does not count although it should. */
    record Fault(String report, String reason) {}

    private final KafkaConfig config;
    private final Semaphore free = new Semaphore(1);

    DryRun(KafkaConfig config) {
        this.config = config;
    }

    /**
     * @throws Refusal if the text is not a number from 1 to {@link #MOST}
     */
    static int count(String text) {
        var count = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (count < 1 || count > MOST) {
            throw Query.refused("dryRun", "must be a number from 1 to " + MOST);
        }
        return count;
    }

    /**
     * @throws Refusal with 503 if another dry run is running, or Kafka does not answer
     */
    Tried of(Definition definition, int most) {
        if (!free.tryAcquire()) {
            throw new Refusal(
                    Problem.unavailable("Another dry run is running: try again in a moment"));
        }
        try (var log = consumer()) {
            return run(definition, most, log);
        } catch (KafkaException e) {
            throw new Refusal(Problem.unavailable("The log cannot be read: " + e.getMessage()));
        } finally {
            free.release();
        }
    }

    private Tried run(Definition definition, int most, KafkaConsumer<byte[], byte[]> log) {
        var topic = config.topics().reports();
        var partitions =
                IntStream.range(0, config.partitions())
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .toList();
        log.assign(partitions);
        log.seekToBeginning(partitions);
        var ends = log.endOffsets(partitions, PATIENCE);
        var trial = new Trial(definition, partitions.size());
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (trial.folded < most && isBefore(log, ends)) {
            for (var record : log.poll(POLL)) {
                if (trial.folded == most) {
                    break;
                }
                if (System.nanoTime() > deadline) {
                    return trial.end(true);
                }
                trial.fold(record);
            }
            if (System.nanoTime() > deadline) {
                return trial.end(trial.folded < most && isBefore(log, ends));
            }
        }
        return trial.end(false);
    }

    private static boolean isBefore(
            KafkaConsumer<byte[], byte[]> log, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> log.position(end.getKey(), PATIENCE) < end.getValue());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var properties = config.clientProperties();
        properties.put(ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(MAX_POLL_RECORDS_CONFIG, 500);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static final class Trial {

        private final Definition definition;
        private final DeclaredHeap heap;
        private final ReportCodec codec;
        private final Map<String, byte[]> counted = new TreeMap<>();
        private final List<Fault> faults = new ArrayList<>();
        private final Map<Integer, Instant> highest = new HashMap<>();
        private int folded;
        private int failed;

        Trial(Definition definition, int partitions) {
            codec = new ReportCodec(partitions);
            this.definition = definition;
            heap = new DeclaredHeap(definition);
        }

        /**
         * Folds a record with the same instant of recording that workers use. Leaves out an
         * unreadable record.
         */
        void fold(ConsumerRecord<byte[], byte[]> record) {
            try {
                var at =
                        ReportCodec.recorded(
                                record, highest.getOrDefault(record.partition(), Instant.EPOCH));
                highest.merge(record.partition(), at, DryRun::later);
                fold(codec.decode(record, at));
            } catch (UnreadableEvent _) {
                // no definition can fold this record
            }
        }

        private void fold(ReportEvent event) {
            folded++;
            if (heap.fold(event) instanceof Outcome.Refused(var reason)
                    && reason.startsWith(DeclaredHeap.FAULT)) {
                failed++;
                if (faults.size() < MOST_SHOWN) {
                    faults.add(new Fault(event.report().toString(), reason));
                }
            }
        }

        Tried end(boolean timedOut) {
            heap.publish(this::put);
            var documents =
                    counted.values().stream()
                            .limit(MOST_SHOWN)
                            .map(part -> definition.merge(List.of(part)))
                            .map(document -> CompleteJson.read(new String(document, UTF_8)))
                            .toList();
            return new Tried(
                    folded,
                    heap.counted(),
                    faults,
                    failed,
                    Blockers.tooManyDeadLetters(failed, folded).stream().toList(),
                    counted.size(),
                    documents,
                    timedOut,
                    null);
        }

        private void put(String key, byte @Nullable [] part) {
            if (part != null) {
                counted.put(DocumentKey.keyOf(key), part);
            }
        }
    }
}
