package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.IsolationLevel.READ_COMMITTED;
import static org.apache.kafka.common.IsolationLevel.READ_UNCOMMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.broker.SharedBroker;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.PositionsRevision;
import org.demarche.log.control.StepRefused;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.export.ExportLine;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Await;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.position.kafka.Clients;
import org.demarche.position.partition.VersionSpec;
import org.demarche.position.projection.PositionsProjection;
import org.demarche.position.projection.Projection;
import org.demarche.position.version.FoldedVersions;
import org.demarche.position.worker.SpeedLimit;
import org.demarche.position.worker.Workers;
import org.demarche.position.worker.WorkersConfig;

/** Topics of one test's own on the shared broker, and its hands on them. */
public final class Stack implements AutoCloseable {

    /** The version that every catalog begins with. */
    public static final VersionId VERSION = VersionId.POSITIONS;

    /** The version that a new stack begins with. */
    public static final VersionId NEW = new VersionId("positions", 3);

    public final KafkaConfig config;
    public final Clients clients;
    public final Admin admin;

    /** Of the workers that were started last. */
    public MeterRegistry meters = new SimpleMeterRegistry();

    private final KafkaProducer<byte[], byte[]> log;
    private final ReportCodec codec = new ReportCodec();

    public Stack(int partitions) {
        this(partitions, SharedBroker.get());
    }

    public Stack(int partitions, String bootstrapServers) {
        config =
                KafkaConfig.of(
                        Map.of("bootstrap.servers", bootstrapServers),
                        Map.of(
                                "prefix",
                                "t" + UUID.randomUUID(),
                                "partitions",
                                Integer.toString(partitions)));
        clients = new Clients(config, VERSION);
        admin = clients.admin();
        var topics = config.topics();
        TopicSetup.ensure(
                admin,
                Stream.concat(topics.fixed().stream(), Stream.of(topics.viewSpec(VERSION)))
                        .toList());
        log =
                new KafkaProducer<>(
                        config.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    public Workers workers(int count) {
        meters = new SimpleMeterRegistry();
        return Workers.start(config, VERSION, count, meters);
    }

    /** Those whose partitions give back their producers after this time without new events. */
    public Workers workers(Duration idle) {
        return workers(VERSION, PositionsRevision.NOW, new WorkersConfig(1, () -> 1, idle));
    }

    /** Those of a version of revision 2. */
    public Workers oldWorkers(int count) {
        return workers(VERSION, PositionsRevision.WITH_EVENTS, count);
    }

    /** Those of any version. */
    public Workers workers(VersionId version, int revision, int count) {
        return workers(version, revision, Workers.alone(count));
    }

    private Workers workers(VersionId version, int revision, WorkersConfig settings) {
        meters = new SimpleMeterRegistry();
        var spec = new VersionSpec(positions(), revision, Instant.MAX);
        return Workers.start(
                new Clients(config, version), admin, spec, SpeedLimit.FULL, settings, meters);
    }

    /** Decides what a position service decides of a new stack, for who decides more than that. */
    public static void begin(CatalogReader reader, ControlWriter writer) {
        reader.caughtUp().join();
        try {
            var _ = writer.decide("positions", _ -> started(NEW.number()), "test", null);
            var _ = writer.decide("positions", _ -> new Promoted(NEW.number(), 0), "test", null);
        } catch (StepRefused e) {
            throw new AssertionError(e);
        }
    }

    /** Of the present revision, promoted by itself. */
    public static Started started(int version) {
        return new Started(version, PositionsRevision.NOW, true, null, null, Started.WITHIN);
    }

    /** The code of this release. */
    public Projection positions() {
        return new PositionsProjection(config, new SimpleMeterRegistry());
    }

    /** Of one process. */
    public FoldedVersions versions(Projection... code) {
        meters = new SimpleMeterRegistry();
        return FoldedVersions.start(config, Workers.alone(1), List.of(code), meters);
    }

    /** The same, where others make the topics. */
    public FoldedVersions verifyingVersions(Projection... code) {
        meters = new SimpleMeterRegistry();
        var verifying =
                KafkaConfig.of(
                        config.clientProperties(),
                        Map.of(
                                "prefix", config.prefix(),
                                "partitions", config.partitions(),
                                "topics", "verify"));
        return FoldedVersions.start(verifying, Workers.alone(1), List.of(code), meters);
    }

    public void append(ReportEvent... events) {
        append(List.of(events));
    }

    public void append(Collection<? extends ReportEvent> events) {
        for (var event : events) {
            log.send(record(event));
        }
        log.flush();
    }

    ProducerRecord<byte[], byte[]> record(ReportEvent event) {
        return codec.encode(
                config.topics().reports(), event, event instanceof Filed ? 0 : 1, "/test");
    }

    public void append(ProducerRecord<byte[], byte[]> record) {
        log.send(record);
        log.flush();
    }

    /** Appends what an export of another log says. */
    void restore(Collection<ExportLine.Event> lines) {
        for (var line : lines) {
            log.send(
                    codec.encodeRestored(
                            config.topics().reports(),
                            line.event(),
                            line.body(),
                            line.event() instanceof Filed ? 0 : 1,
                            "/test"));
        }
        log.flush();
    }

    List<ConsumerRecord<byte[], byte[]>> log() {
        return read(config.topics().reports());
    }

    /** A mark that no worker of this log would make. */
    public void putMark(int partition, long next) {
        putMark(VERSION, partition, next);
    }

    /** Ends the version: no worker knows where to go on. */
    void putUnreadableMark(int partition) {
        putMark(VERSION, partition, new byte[] {'?'});
    }

    public void putMark(VersionId version, int partition, long next) {
        putMark(version, partition, new Mark(next, 0, Instant.EPOCH).encode());
    }

    private void putMark(VersionId version, int partition, byte[] mark) {
        try (var writer = new Clients(config, version).viewWriter(partition)) {
            writer.initTransactions();
            writer.beginTransaction();
            writer.send(
                    new ProducerRecord<>(
                            config.topics().view(version),
                            partition,
                            ViewKey.bytes(ViewKey.mark(partition)),
                            mark));
            writer.commitTransaction();
        }
    }

    /** The events of the log's readable records, in the order of each partition. */
    public List<ReportEvent> events() {
        var events = new ArrayList<ReportEvent>();
        for (var record : log()) {
            try {
                events.add(codec.decode(record, Instant.ofEpochMilli(record.timestamp())));
            } catch (UnreadableEvent _) {
                // a test's poison
            }
        }
        return events;
    }

    public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(config.topics().deadLetters());
    }

    /** The documents of the view, without its marks: the last value of each key. */
    public Map<String, String> documents() {
        return documents(VERSION);
    }

    public Map<String, String> documents(VersionId version) {
        var documents = new TreeMap<String, String>();
        for (var record : view(version)) {
            var key = ViewKey.of(record.key());
            if (!ViewKey.isMark(key)) {
                documents.compute(
                        key,
                        (_, _) ->
                                record.value() == null ? null : new String(record.value(), UTF_8));
            }
        }
        return documents;
    }

    /** No document is put again as it is, and no event a second time. */
    public void assertNothingIsWrittenTwice(VersionId version) {
        var documents = new HashMap<String, String>();
        for (var record : view(version)) {
            var key = ViewKey.of(record.key());
            var value = record.value() == null ? null : new String(record.value(), UTF_8);
            assertThat(value).as(key).isNotEqualTo(documents.put(key, value));
        }
    }

    public List<ConsumerRecord<byte[], byte[]>> view() {
        return view(VERSION);
    }

    public List<ConsumerRecord<byte[], byte[]>> view(VersionId version) {
        return read(config.topics().view(version));
    }

    public Map<Integer, Mark> marks() {
        return marks(VERSION);
    }

    public Map<Integer, Mark> marks(VersionId version) {
        var marks = new HashMap<Integer, Mark>();
        for (var record : view(version)) {
            if (ViewKey.isMark(ViewKey.of(record.key()))) {
                marks.put(record.partition(), mark(record));
            }
        }
        return marks;
    }

    /** Waits until what is committed of the view is folded to the log's present end. */
    public void awaitFolded() {
        awaitFolded(VERSION);
    }

    /** Its view must be there. */
    public void awaitFolded(VersionId version) {
        var end = logEnd();
        var view = partitions(config.topics().view(version));
        var next = new HashMap<Integer, Long>();
        try (var reader = reader()) {
            reader.assign(view);
            reader.seekToBeginning(view);
            await(
                    () -> {
                        for (var record : reader.poll(Duration.ofMillis(100))) {
                            if (ViewKey.isMark(ViewKey.of(record.key()))) {
                                next.put(record.partition(), mark(record).next());
                            }
                        }
                        return next.values().stream().mapToLong(offset -> offset).sum() == end;
                    });
        }
    }

    public static void await(BooleanSupplier condition) {
        Await.until("what the test asks for", condition::getAsBoolean);
    }

    @Override
    public void close() {
        log.close();
        admin.close();
    }

    public static Mark mark(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Mark.decode(record.value());
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        var partitions = partitions(topic);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var reader = reader()) {
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            // of what is committed
            var ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        records.sort(
                Comparator.comparingInt(ConsumerRecord<byte[], byte[]>::partition)
                        .thenComparing(ConsumerRecord::offset));
        return records;
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        var properties = config.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Waits until no transaction is open: the coordinator ends one after it has promised to. */
    public void awaitSettled(VersionId version) {
        var view = config.topics().view(version);
        await(() -> end(view, READ_COMMITTED) == end(view, READ_UNCOMMITTED));
    }

    private long logEnd() {
        return end(config.topics().reports(), READ_UNCOMMITTED);
    }

    private long end(String topic, IsolationLevel isolation) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        partitions(topic).forEach(each -> latest.put(each, OffsetSpec.latest()));
        try {
            return admin
                    .listOffsets(latest, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, config.partitions())
                .mapToObj(n -> new TopicPartition(topic, n))
                .toList();
    }
}
