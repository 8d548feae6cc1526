package org.demarche.gateway.projection;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.gateway.export.Slots;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.kafka.KafkaConfig;

/**
 * Reads dead letters from Kafka when somebody asks for them. The gateway keeps none in memory,
 * because there may be as many as events, and few people ask for them.
 */
final class DeadLetterLog {

    /** The most bytes of a value that a list shows. */
    static final int SHOWN_BYTES = 200;

    /** The number of offsets in a stretch. A partition is read backwards, stretch by stretch. */
    private static final int STRETCH = 500;

    /** The most offsets that one page reads. */
    private static final int MOST_READ = 20_000;

    private static final int HELD_BACK_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Comparator<StoredLetter> LAST_FIRST =
            Comparator.comparing(StoredLetter::recorded)
                    .thenComparing(letter -> letter.id().partition())
                    .thenComparing(letter -> letter.id().offset())
                    .reversed();

    /**
     * @param ends the offset in each partition before which the next page begins; empty if this is
     *     the last page
     */
    record Found(List<StoredLetter> letters, Optional<List<Long>> ends) {}

    private final KafkaConfig config;
    private final Slots places = new Slots("reads of dead letters", Slots.PATIENCE);

    DeadLetterLog(KafkaConfig config) {
        this.config = config;
    }

    int partitions() {
        return config.partitions();
    }

    /**
     * Reads a page, the last letter first. The page has fewer letters than {@code limit}, or none,
     * if the others are further back than one page reads.
     *
     * @param before the ends of the previous page
     * @throws Refusal with 503 if Kafka does not answer, or if too many requests read at the same
     *     time
     */
    Found page(int limit, Predicate<StoredLetter> wanted, Optional<List<Long>> before) {
        return read(consumer -> page(consumer, limit, wanted, before));
    }

    /**
     * @throws Refusal for the same reasons as {@link #page}
     */
    Optional<StoredLetter> letter(StoredLetter.Id id) {
        return record(config.topics().deadLetters(), id.partition(), id.offset())
                .map(record -> StoredLetter.of(record, Integer.MAX_VALUE));
    }

    /**
     * Reads the record at a place; empty if there is no committed record.
     *
     * @throws Refusal for the same reasons as {@link #page}
     */
    Optional<ConsumerRecord<byte[], byte[]>> record(String topic, int partition, long offset) {
        if (partition >= config.partitions()) {
            return Optional.empty();
        }
        var place = new TopicPartition(topic, partition);
        return read(
                consumer -> {
                    consumer.assign(List.of(place));
                    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
                    if (offset < start(consumer, place) || offset >= end(consumer, place)) {
                        return Optional.empty();
                    }
                    stretch(consumer, place, offset, offset + 1, found::add);
                    return found.stream().findFirst();
                });
    }

    private static Found page(
            KafkaConsumer<byte[], byte[]> consumer,
            int limit,
            Predicate<StoredLetter> wanted,
            Optional<List<Long>> before,
            List<TopicPartition> topic) {
        consumer.assign(topic);
        var starts = consumer.beginningOffsets(topic, PATIENCE);
        var lasts = consumer.endOffsets(topic, PATIENCE);
        var parts = new ArrayList<Part>();
        for (var place : topic) {
            var end = before.map(all -> all.get(place.partition())).orElse(Long.MAX_VALUE);
            var last = requireNonNull(lasts.get(place));
            var part = new Part(place, requireNonNull(starts.get(place)), Math.min(end, last));
            part.gather(consumer, limit, wanted, MOST_READ / topic.size());
            parts.add(part);
        }
        var letters = new ArrayList<StoredLetter>();
        var heads = new PriorityQueue<Part>(Comparator.comparing(Part::head, LAST_FIRST));
        parts.stream().filter(Part::hasHead).forEach(heads::add);
        while (letters.size() < limit && !heads.isEmpty()) {
            var next = heads.remove();
            letters.add(next.take());
            if (next.hasHead()) {
                heads.add(next);
            }
        }
        return new Found(
                letters,
                parts.stream().allMatch(Part::isAtStart)
                        ? Optional.empty()
                        : Optional.of(parts.stream().map(Part::end).toList()));
    }

    private Found page(
            KafkaConsumer<byte[], byte[]> consumer,
            int limit,
            Predicate<StoredLetter> wanted,
            Optional<List<Long>> before) {
        var name = config.topics().deadLetters();
        var topic =
                IntStream.range(0, config.partitions())
                        .mapToObj(partition -> new TopicPartition(name, partition))
                        .toList();
        return page(consumer, limit, wanted, before, topic);
    }

    /** One partition, which is read from its end to its start. */
    private static final class Part {

        private final TopicPartition place;
        private final long start;
        private final Deque<StoredLetter> found = new ArrayDeque<>();
        private long end;

        Part(TopicPartition place, long start, long end) {
            this.place = place;
            this.start = start;
            this.end = end;
        }

        void gather(
                KafkaConsumer<byte[], byte[]> consumer,
                int limit,
                Predicate<StoredLetter> wanted,
                int most) {
            var lowest = Math.max(start, end - most);
            while (found.size() < limit && end > lowest) {
                var from = Math.max(lowest, end - STRETCH);
                var these = new ArrayList<StoredLetter>();
                stretch(
                        consumer,
                        place,
                        from,
                        end,
                        record ->
                                Stream.of(StoredLetter.of(record, SHOWN_BYTES))
                                        .filter(wanted)
                                        .forEach(these::add));
                these.reversed().forEach(found::addLast);
                end = from;
            }
        }

        boolean hasHead() {
            return !found.isEmpty();
        }

        StoredLetter head() {
            return found.getFirst();
        }

        StoredLetter take() {
            return found.removeFirst();
        }

        boolean isAtStart() {
            return end() <= start;
        }

        /**
         * Returns the offset before which the next page begins. It is behind the letters that were
         * found but not taken, so that the next page finds them again.
         */
        long end() {
            return found.isEmpty() ? end : found.getFirst().id().offset() + 1;
        }
    }

    /** Reads the records of a partition between two offsets. */
    private static void stretch(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition place,
            long from,
            long end,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        consumer.assign(List.of(place));
        consumer.seek(place, from);
        while (consumer.position(place, PATIENCE) < end) {
            for (var record : consumer.poll(POLL).records(place)) {
                if (record.offset() < end) {
                    each.accept(record);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("%s was not read within %s".formatted(place, PATIENCE));
            }
        }
    }

    private static long start(KafkaConsumer<byte[], byte[]> consumer, TopicPartition place) {
        return requireNonNull(consumer.beginningOffsets(List.of(place), PATIENCE).get(place));
    }

    private static long end(KafkaConsumer<byte[], byte[]> consumer, TopicPartition place) {
        return requireNonNull(consumer.endOffsets(List.of(place), PATIENCE).get(place));
    }

    private <T> T read(Function<KafkaConsumer<byte[], byte[]>, T> reading) {
        return places.held(
                () -> {
                    var consumer = connect();
                    try {
                        return reading.apply(consumer);
                    } catch (KafkaException e) {
                        throw new Refusal(
                                Problem.unavailable("Kafka does not answer: " + e.getMessage()));
                    } finally {
                        consumer.close(CloseOptions.timeout(Duration.ZERO));
                    }
                });
    }

    private KafkaConsumer<byte[], byte[]> connect() {
        Map<String, Object> properties = new HashMap<>(config.clientProperties());
        properties.put(ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(MAX_POLL_RECORDS_CONFIG, STRETCH);
        properties.put(FETCH_MAX_WAIT_MS_CONFIG, HELD_BACK_MILLIS);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
