package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.broker.SharedBroker;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.Topics;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryHistory;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.registry.UnreadableEntry;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * Topics of a gateway's own on the shared broker, and what the other services would write to them.
 * It notes the token of what was written last.
 */
public abstract class StackTopics {

    public static final VersionId VERSION = VersionId.POSITIONS;

    public static final int PARTITIONS = 2;

    private static final ReportCodec CODEC = new ReportCodec();

    final KafkaConfig config;

    private final Producer<byte[], byte[]> plain;

    private final Map<String, Producer<byte[], byte[]>> views = new HashMap<>();

    volatile Token written = Token.NONE;

    /** Of the services' settings, those of these topics. */
    final Map<String, Object> properties = new HashMap<>();

    StackTopics() {
        var kafka = Map.of("bootstrap.servers", SharedBroker.get());
        var own =
                Map.of(
                        "prefix",
                        "gateway-" + UUID.randomUUID(),
                        "partitions",
                        Integer.toString(PARTITIONS));
        config = KafkaConfig.of(kafka, own);
        plain = producer(Map.of());
        kafka.forEach((key, value) -> properties.put("kafka." + key, value));
        own.forEach((key, value) -> properties.put("demarche." + key, value));
    }

    public KafkaConfig config() {
        return config;
    }

    /** The token that the next read waits for. */
    public Token written() {
        return written;
    }

    /** Entries whose records say nothing of their past, as those of an earlier release. */
    public void register(RegistryEntry... entries) {
        for (var entry : entries) {
            register(entry, null);
        }
    }

    /** Entries that have stood since an instant, and whose history is complete. */
    public void register(Instant recorded, RegistryEntry... entries) {
        for (var entry : entries) {
            register(entry, past(recorded, "\"complete\":true,\"earlier\":[]"));
        }
    }

    /** An entry and its past. */
    public void register(RegistryEntry entry, byte @Nullable [] past) {
        var topic = config.topics().registry();
        var record = new ProducerRecord<>(topic, 0, EntryCodec.key(entry), EntryCodec.write(entry));
        if (past != null) {
            record.headers().add(EntryHistory.HEADER, past);
        }
        written = written.with(Token.REGISTRY, append(record));
    }

    /** The header that a restore would write. */
    public static byte[] past(Instant recorded, String more) {
        var json = "{\"recorded\":\"%s\",%s}".formatted(recorded, more);
        try {
            return EntryHistory.restored(json.getBytes(UTF_8), Instant.MAX);
        } catch (UnreadableEntry e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /**
     * Appends events to a partition of the log, recorded when they say, and returns the offset
     * after the last one.
     */
    public long log(int partition, ReportEvent... events) {
        var sent =
                Arrays.stream(events).map(event -> plain.send(record(partition, event))).toList();
        return offset(sent.getLast()) + 1;
    }

    private ProducerRecord<byte[], byte[]> record(int partition, ReportEvent event) {
        var number = event instanceof ReportEvent.Filed ? 0 : 1;
        var topic = config.topics().reports();
        var value = CODEC.encode(topic, event, number, "/test").value();
        var record = CODEC.encodeRestored(topic, event, value, number, "/test");
        return new ProducerRecord<>(topic, partition, record.key(), value, record.headers());
    }

    /** Appends what nobody can read to a partition of the log and returns the offset after it. */
    public long log(int partition) {
        return offset(plain.send(unreadable(partition))) + 1;
    }

    /** Appends so many records that nobody can read, none of which waits for the previous one. */
    public void logUnreadable(int partition, int records) {
        var sent = Stream.generate(() -> plain.send(unreadable(partition))).limit(records).toList();
        sent.forEach(StackTopics::offset);
    }

    private ProducerRecord<byte[], byte[]> unreadable(int partition) {
        var topic = config.topics().reports();
        return new ProducerRecord<>(topic, partition, "key".getBytes(UTF_8), new byte[0]);
    }

    /** Appends to the log as the ingest service would, and returns the offset after it. */
    public long append(ProducerRecord<byte[], byte[]> record) {
        return offset(plain.send(record)) + 1;
    }

    private static long offset(Future<RecordMetadata> sent) {
        try {
            return sent.get().offset();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The partition of the log to which a holder's reports belong. */
    public int partitionOf(String holder) {
        return Topics.partitionOf(holder, config.partitions());
    }

    /** Events in the partitions of their holders, and what workers publish for them. */
    public void publish(Published published) {
        var places =
                published.events().stream()
                        .collect(
                                Collectors.groupingBy(
                                        event -> partitionOf(event.report().holder()),
                                        TreeMap::new,
                                        Collectors.toList()));
        var last = places.lastKey();
        places.forEach(
                (partition, events) ->
                        publish(
                                partition,
                                log(partition, events.toArray(ReportEvent[]::new)),
                                partition.equals(last) ? published.documents() : Map.of()));
    }

    /**
     * Events in a partition of the log, and what a worker publishes for them, in one transaction.
     * The evidence takes only those whose holder belongs to the partition.
     */
    public void publish(int partition, Published published) {
        var events = published.events().toArray(ReportEvent[]::new);
        publish(partition, log(partition, events), published.documents());
    }

    /** Writes a worker's transaction for one more record in the log. */
    public void publish(int partition, Map<String, byte[]> documents) {
        publish(partition, log(partition), documents);
    }

    public void publish(int partition, long next, Map<String, byte[]> documents) {
        var transaction = begin(partition);
        documents.forEach(transaction::put);
        transaction.commit(next);
        written = written.with(Token.reports(partition), next);
    }

    public Transaction begin(int partition) {
        return begin(VERSION, partition);
    }

    public Transaction begin(VersionId version, int partition) {
        var producer =
                views.computeIfAbsent(
                        config.topics().transactionalId(version, partition),
                        id -> {
                            var transactional =
                                    producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
                            transactional.initTransactions();
                            return transactional;
                        });
        producer.beginTransaction();
        return new Transaction(producer, version, partition);
    }

    /** Writes a worker's transaction for a version that is built beside the one that is served. */
    public void build(VersionId version, int partition, Mark mark, Map<String, byte[]> documents) {
        var transaction = begin(version, partition);
        documents.forEach(transaction::put);
        transaction.commit(mark);
    }

    public final class Transaction {

        private final Producer<byte[], byte[]> producer;
        private final VersionId version;
        private final int partition;

        private Transaction(Producer<byte[], byte[]> producer, VersionId version, int partition) {
            this.producer = producer;
            this.version = version;
            this.partition = partition;
        }

        /**
         * @param document null: there is none any more
         */
        public void put(String key, byte[] document, Header... headers) {
            var record =
                    new ProducerRecord<>(
                            config.topics().view(version),
                            partition,
                            ViewKey.bytes(key),
                            document,
                            List.of(headers));
            var _ = producer.send(record);
        }

        /** Writes all there is so far to the topic, uncommitted. */
        public void flush() {
            producer.flush();
        }

        public void commit(long next) {
            commit(next, Reports.RECORDED);
        }

        /**
         * @param recorded the last instant in the log so far
         */
        public void commit(long next, Instant recorded) {
            commit(new Mark(next, 0, recorded));
        }

        public void commit(Mark mark) {
            put(ViewKey.mark(partition), mark.encode());
            producer.commitTransaction();
            if (version.equals(VERSION)) {
                written = written.with(Token.reports(partition), mark.next());
            }
        }

        public void abort() {
            producer.abortTransaction();
        }
    }

    long append(String topic, int partition, byte[] key, byte @Nullable [] value) {
        return append(new ProducerRecord<>(topic, partition, key, value));
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> more) {
        var properties = config.clientProperties();
        properties.putAll(more);
        properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Closes the producers; the topics stay. */
    void closeProducers() {
        plain.close();
        views.values().forEach(Producer::close);
    }
}
