package org.demarche.gateway.evidence;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The store says of any log what a plain list of its records says, wherever it was interrupted. */
class StoredRecordsTest {

    private static final int PARTITIONS = 2;
    private static final byte[] KEY = {0x6b};
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final List<String> ACTORS = List.of("a", "a-b", "ab");
    private static final List<String> ISSUES = List.of("i", "i-1");
    private static final List<String> TOKENS = List.of("t", "t-1", "T", "t1", "_");
    private static final List<String> OUTLETS = List.of("daily", "herald");
    private static final List<String> DAYS = List.of("2024-01-01", "2024-01", "2024");

    /** The expected content of the store. */
    private record Plain(int partition, long offset, ReportEvent event) {}

    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final List<Plain> readable = new ArrayList<>();
    private final Instant[] highest = {Instant.EPOCH, Instant.EPOCH};
    private final long[] ends = new long[PARTITIONS];

    @TempDir Path folder;

    private EvidenceStore store;
    private int stores;

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void it_is_what_the_log_is_wherever_it_was_interrupted(int seed) throws Exception {
        StoreLibrary.load(folder.resolve("library"));
        var random = new Random(seed);
        for (var n = 0; n < 150; n++) {
            append(random);
        }
        store = EvidenceStore.open(folder.resolve("0"));
        var records = new StoredRecords(store);
        for (var read = read(); read.stream().mapToLong(ReadUpTo::next).sum() < log.size(); ) {
            var intake = new EvidenceBatch(new ReportCodec(), records::facts, records::words, read);
            rest(read).limit(1 + random.nextInt(20)).forEach(intake::take);
            records.add(intake);
            assertThat(read()).as("in the same batch").isEqualTo(intake.read());
            compare(records, random, intake.read());
            switch (random.nextInt(4)) {
                case 0 -> records = new StoredRecords(closedAndOpened());
                case 1 -> records = new StoredRecords(killedAndOpened());
                default -> {}
            }
            read = read();
        }
        compare(records, random, read());
    }

    /** The records that are not read yet, partition by partition in turns. */
    private Stream<ConsumerRecord<byte[], byte[]>> rest(List<ReadUpTo> read) {
        return log.stream()
                .filter(record -> record.offset() >= read.get(record.partition()).next());
    }

    private List<ReadUpTo> read() {
        return new StoredLog(Uuid.ZERO_UUID, Arrays.stream(ends).boxed().toList()).read(store);
    }

    private EvidenceStore closedAndOpened() throws Exception {
        store.close();
        store = EvidenceStore.open(folder.resolve(Integer.toString(stores)));
        return store;
    }

    /** As its files lie on the disk at one moment, which is how a killed process leaves them. */
    private EvidenceStore killedAndOpened() throws Exception {
        var from = folder.resolve(Integer.toString(stores));
        var to = folder.resolve(Integer.toString(stores + 1));
        while (!isCopied(from, to)) {
            to = folder.resolve(Integer.toString(++stores + 1));
        }
        stores++;
        store.close();
        store = EvidenceStore.open(to);
        return store;
    }

    /** False where the store has made or deleted a file meanwhile: that was not one moment. */
    private static boolean isCopied(Path from, Path to) throws IOException {
        var before = files(from);
        Files.createDirectory(to);
        try {
            for (var file : before) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (NoSuchFileException _) {
            return false;
        }
        return files(from).equals(before);
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("LOCK")).collect(Collectors.toSet());
        }
    }

    private void compare(StoredRecords records, Random random, List<ReadUpTo> read) {
        var next =
                read.stream()
                        .mapToLong(one -> random.nextInt(4) == 0 ? random.nextInt(80) : one.next())
                        .map(one -> one)
                        .toArray();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            next[partition] = Math.min(next[partition], read.get(partition).next());
        }
        var until = random.nextBoolean() ? Instant.MAX : FIRST.plusSeconds(random.nextInt(200));
        var horizon = new Horizon(next, until);
        for (var actor : ACTORS) {
            for (var issue : ISSUES) {
                var subject = new Subject(actor, issue);
                compare(records, subject, horizon, read);
            }
            assertThat(records.ascribedBy(actor)).isEqualTo(ascribedBy(actor, read));
        }
        for (var word : List.of("told", "daily", "herald", "dail")) {
            assertThat(records.having(word)).as(word).isEqualTo(having(word, read));
        }
    }

    private void compare(
            StoredRecords records, Subject subject, Horizon horizon, List<ReadUpTo> read) {
        Predicate<Plain> isOf = one -> Subject.of(one.event().report()).equals(subject);
        assertThat(told(records.of(subject, horizon))).isEqualTo(told(seen(horizon, isOf)));
        for (var token : TOKENS) {
            var report = new ReportId(subject.actor(), subject.issue(), token);
            Predicate<Plain> isOfReport = one -> one.event().report().equals(report);
            assertThat(told(records.of(report, horizon)))
                    .isEqualTo(told(seen(horizon, isOfReport)));
        }
        for (var statement : statements(subject)) {
            var reports =
                    stored(read)
                            .filter(one -> statement.equals(statement(one.event()).orElse(null)))
                            .map(one -> one.event().report())
                            .collect(toSet());
            Predicate<Plain> attests = one -> reports.contains(one.event().report());
            assertThat(told(records.of(statement, horizon)))
                    .isEqualTo(told(seen(horizon, attests)));
        }
        var last =
                readable.stream()
                        .filter(isOf)
                        .filter(one -> one.offset() < horizon.next()[one.partition()])
                        .collect(toMap(Plain::partition, Plain::offset, Math::max, TreeMap::new));
        assertThat(records.last(subject, horizon)).isEqualTo(last);
        assertThat(records.facts(subject).count())
                .isEqualTo((int) stored(read).filter(isOf).count());
        for (var name : List.of("daily", "wire-of-herald", "a-b", "speaker-of-ab", "nobody")) {
            assertThat(records.facts(subject).haveNamed(name::equals))
                    .as(name)
                    .isEqualTo(
                            stored(read).filter(isOf).anyMatch(one -> names(one).contains(name)));
        }
    }

    private Stream<Plain> stored(List<ReadUpTo> read) {
        return readable.stream().filter(one -> one.offset() < read.get(one.partition()).next());
    }

    private List<EvidenceRecord> seen(Horizon horizon, Predicate<Plain> which) {
        return readable.stream()
                .filter(which)
                .filter(one -> one.offset() < horizon.next()[one.partition()])
                .filter(one -> !one.event().recorded().isAfter(horizon.until()))
                .map(
                        one ->
                                EvidenceRecord.of(
                                        one.event(), one.partition(), one.offset(), "", value(one)))
                .sorted(
                        comparing((EvidenceRecord one) -> one.report().token())
                                .thenComparing(EvidenceRecord::partition)
                                .thenComparing(EvidenceRecord::offset))
                .toList();
    }

    private byte[] value(Plain one) {
        return log.stream()
                .filter(record -> record.partition() == one.partition())
                .filter(record -> record.offset() == one.offset())
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static List<String> told(List<EvidenceRecord> records) {
        return records.stream()
                .sorted(
                        comparing((EvidenceRecord one) -> one.report().token())
                                .thenComparing(EvidenceRecord::partition)
                                .thenComparing(EvidenceRecord::offset))
                .map(
                        one ->
                                "%d:%d %s %s"
                                        .formatted(
                                                one.partition(),
                                                one.offset(),
                                                one.statement(),
                                                one.event()))
                .toList();
    }

    private Set<StatementId> statements(Subject subject) {
        return readable.stream()
                .filter(one -> Subject.of(one.event().report()).equals(subject))
                .flatMap(one -> statement(one.event()).stream())
                .collect(toSet());
    }

    private static Optional<StatementId> statement(ReportEvent event) {
        return switch (event) {
            case Filed filed -> Optional.of(StatementId.of(filed.body(), filed.recorded()));
            case Corrected corrected ->
                    Optional.of(StatementId.of(corrected.body(), corrected.recorded()));
            case ReportEvent.Retracted _ -> Optional.empty();
        };
    }

    private Set<Subject> ascribedBy(String actor, List<ReadUpTo> read) {
        var subjects = new TreeSet<Subject>();
        stored(read)
                .filter(one -> names(one).contains("speaker-of-" + actor))
                .map(one -> Subject.of(one.event().report()))
                .filter(subject -> !subject.actor().equals(actor))
                .forEach(subjects::add);
        return subjects;
    }

    private Set<Subject> having(String word, List<ReadUpTo> read) {
        return stored(read)
                .filter(one -> word.equals("told") || names(one).contains(word))
                .filter(one -> !names(one).isEmpty())
                .map(one -> Subject.of(one.event().report()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> names(Plain one) {
        var body =
                switch (one.event()) {
                    case Filed filed -> filed.body();
                    case Corrected corrected -> corrected.body();
                    case ReportEvent.Retracted _ -> null;
                };
        return body == null
                ? List.of()
                : List.of(
                        body.source().outlet(),
                        "wire-of-" + body.source().outlet(),
                        body.spokenFor(),
                        "speaker-of-" + body.spokenFor());
    }

    private void append(Random random) throws UnreadableEvent {
        var partition = random.nextInt(PARTITIONS);
        var offset = ends[partition]++;
        if (random.nextInt(8) == 0) {
            log.add(new ConsumerRecord<>("log", partition, offset, KEY, new byte[] {'?'}));
            return;
        }
        var original = random.nextInt(4) == 0 ? FIRST.plusSeconds(random.nextInt(200)) : null;
        var made = Reported.record("log", partition, event(random), original);
        var record =
                new ConsumerRecord<>(
                        "log",
                        partition,
                        offset,
                        FIRST.plusSeconds(random.nextInt(200)).toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        0,
                        made.key(),
                        made.value(),
                        new RecordHeaders(made.headers().toArray()),
                        Optional.empty());
        log.add(record);
        var at = ReportCodec.recorded(record, highest[partition]);
        highest[partition] = at.isAfter(highest[partition]) ? at : highest[partition];
        readable.add(new Plain(partition, offset, new ReportCodec().decode(record, at)));
    }

    private static ReportEvent event(Random random) {
        var id = String.join(".", one(ACTORS, random), one(ISSUES, random), one(TOKENS, random));
        var by = random.nextBoolean() ? id.substring(0, id.indexOf('.')) : one(ACTORS, random);
        var outlet = one(OUTLETS, random);
        var stance = one(List.of(Stance.values()), random);
        return switch (random.nextInt(4)) {
            case 0 -> Reported.retracted(id);
            case 1 -> Reported.corrected(id, by, outlet, stance, one(DAYS, random));
            default -> Reported.filed(id, by, outlet, stance, one(DAYS, random));
        };
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
