package org.demarche.gateway.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.broker.SharedBroker;
import org.demarche.http.Refusal;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.log.kafka.Topics;
import org.demarche.model.Await;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store follows a log, continues where it ended, and is filled again where it is of no use. */
class EvidenceTest {

    private static final int PARTITIONS = 2;

    /** More than a block of the store holds. */
    private static final int MANY = 300;

    private static final int MANY_PAIRS = 1_000;

    private static final Subject PAIR = new Subject("arvenia", "peace");

    @TempDir Path folder;

    private KafkaConfig config;
    private Admin admin;
    private Producer<byte[], byte[]> producer;
    private final List<Evidence> open = new ArrayList<>();

    @BeforeEach
    void start() {
        config = config();
        admin = Admin.create(config.clientProperties());
        producer =
                new KafkaProducer<>(
                        config.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        TopicSetup.ensure(admin, config.topics().fixed());
    }

    @AfterEach
    void stop() {
        open.forEach(Evidence::close);
        producer.close();
        admin.close();
    }

    @Test
    void after_a_restart_it_continues_and_says_the_same_of_when_things_were_recorded() {
        var future = Instant.now().plus(Duration.ofDays(1));
        append(filed("r1"), null);
        append(filed("r2"), future); // what comes after it in the partition is not recorded before
        var next = append(filed("r3"), null);
        var first = opened(next);
        var before = recorded(first);
        first.close();

        next = append(filed("r4"), null);
        var again = opened(next);

        assertThat(again.taken()).isEqualTo(1);
        assertThat(recorded(again)).startsWith(before.toArray(String[]::new)).hasSize(4);
        assertThat(recorded(again).getLast()).isEqualTo("r4 " + future);
    }

    @Test
    void what_nobody_can_read_is_passed_over() {
        append(new ProducerRecord<>(topic(), 0, new byte[] {'k'}, new byte[] {'?'}));
        append(new ProducerRecord<>(topic(), 0, null, null));

        var evidence = opened(append(filed("r1"), null));

        assertThat(evidence.taken()).isEqualTo(3);
        assertThat(tokens(evidence)).containsExactly("r1");
        assertThat(evidence.count(PAIR)).isEqualTo(1);
    }

    @Test
    void a_store_of_another_log_is_put_aside_and_filled_again() throws Exception {
        opened(append(filed("r1"), null)).close();
        admin.deleteTopics(List.of(topic())).all().get();
        Await.until(
                "the topic is gone",
                () -> !isListed(topic())); // a broker hears of it later than the controller
        TopicSetup.ensure(admin, config.topics().fixed());

        var evidence = opened(append(filed("other"), null));

        assertThat(tokens(evidence)).containsExactly("other");
        assertThat(folder.resolve("aside")).isDirectory();
    }

    @Test
    void a_store_in_the_form_of_another_release_is_filled_again() throws Exception {
        var next = append(filed("r1"), null);
        opened(next).close();
        try (var store = EvidenceStore.open(folder.resolve("store"))) {
            var name = new String(store.get(EvidenceKey.LOG), UTF_8);
            var batch = new Batch();
            batch.put(EvidenceKey.LOG, (name + "0").getBytes(UTF_8));
            store.write(batch);
        }

        assertThat(opened(next).taken()).isEqualTo(1);
    }

    @Test
    void a_store_that_is_ahead_of_the_log_is_filled_again() throws Exception {
        var next = append(filed("r1"), null);
        opened(next).close();
        try (var store = EvidenceStore.open(folder.resolve("store"))) {
            var batch = new Batch();
            batch.put(EvidenceKey.read(1), new ReadUpTo(7, Instant.EPOCH).encode());
            store.write(batch);
        }

        var evidence = opened(next);

        assertThat(evidence.taken()).isEqualTo(1);
        assertThat(evidence.next()).containsExactly(1L, 0L);
    }

    @Test
    void a_store_that_cannot_be_opened_is_filled_again() throws Exception {
        var next = append(filed("r1"), null);
        opened(next).close();
        Files.writeString(folder.resolve("store/CURRENT"), "noise");

        assertThat(opened(next).taken()).isEqualTo(1);
    }

    @Test
    void a_store_without_the_list_of_its_files_is_filled_again() throws Exception {
        var next = append(filed("r1"), null);
        opened(next).close();
        Files.delete(files(folder.resolve("store"), "MANIFEST-*").getFirst());

        assertThat(opened(next).taken()).isEqualTo(1);
    }

    @Test
    void a_store_that_the_system_lets_nobody_read_is_kept_and_opened_as_soon_as_it_can_be()
            throws Exception {
        var next = append(filed("r1"), null);
        opened(next).close();
        var current = folder.resolve("store/CURRENT");
        var there = Files.readString(current);
        Files.delete(current);
        Files.createDirectory(current);

        var evidence = started(folder, new AtomicLong());
        Await.until("trouble", () -> evidence.trouble().isPresent());
        assertThat(evidence.trouble()).hasValue(Evidence.UNREADABLE);

        Files.delete(current);
        Files.writeString(current, there);
        reach(evidence, next);
        assertThat(evidence.taken()).isZero();
        assertThat(tokens(evidence)).containsExactly("r1");
        assertThat(evidence.trouble()).isEmpty();
    }

    @Test
    void a_store_that_turns_out_to_be_damaged_is_filled_again_and_answers_nothing_meanwhile()
            throws Exception {
        var next = 0L;
        for (var n = 0; n < MANY; n++) {
            next = append(filed("r" + n), null);
        }
        opened(next).close();
        makeNoise();

        var evidence = opened(next);
        assertThat(evidence.taken()).as("it looked well").isZero();
        assertThatThrownBy(() -> tokens(evidence)).isInstanceOf(Refusal.class);

        Await.until("all are taken", () -> evidence.taken() == MANY);
        assertThat(tokens(evidence)).hasSize(MANY);
        assertThat(evidence.failure()).isEmpty();
        assertThat(evidence.trouble()).isEmpty();
    }

    @Test
    void damage_that_the_reader_of_the_log_meets_is_mended_too() throws Exception {
        var actors =
                Stream.iterate(0, n -> n + 1)
                        .map(n -> "actor-" + n)
                        .filter(actor -> Topics.partitionOf(actor, PARTITIONS) == 0)
                        .limit(MANY_PAIRS)
                        .sorted() // as the store has them
                        .toList();
        var next = 0L;
        for (var actor : actors) {
            next = append(filed(actor, "r1"), null);
        }
        opened(next).close();
        makeNoise(0.05, 0.6); // what is known of pairs comes before their records

        var twice = actors.get(MANY_PAIRS * 2 / 3);
        var one = append(filed(twice, "more"), null);
        var evidence = started(folder, new AtomicLong());

        Await.until("more are taken", () -> evidence.taken() > MANY_PAIRS);
        reach(evidence, one);
        assertThat(evidence.taken()).as("it began again").isEqualTo(MANY_PAIRS + 1);
        assertThat(evidence.count(new Subject(twice, "peace"))).isEqualTo(2);
        assertThat(evidence.failure()).isEmpty();
    }

    @Test
    void two_gateways_have_no_folder_in_common() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        var other =
                new ProcessBuilder(
                                java, "-cp", classes, HeldFolder.class.getName(), folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo(HeldFolder.HELD);

            assertThatThrownBy(() -> Evidence.start(config, admin, folder, () -> 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("process id " + other.pid())
                    .hasMessageContaining("demarche.evidence.directory");
        } finally {
            other.destroy();
            other.waitFor();
        }
        opened(append(filed("r1"), null));
    }

    @Test
    void without_a_folder_it_has_one_of_its_own_that_goes_with_it() throws IOException {
        var next = append(filed("r1"), null);
        var own = started(null, new AtomicLong());
        reach(own, next);
        var before = ownFolders();
        assertThat(tokens(own)).containsExactly("r1");

        own.close();

        assertThat(ownFolders()).hasSize(before.size() - 1);
    }

    @Test
    void a_log_that_lost_what_was_not_read_yet_is_refused_and_what_is_stored_is_answered()
            throws Exception {
        opened(append(filed("r1"), null)).close();
        append(filed("r2"), null);
        append(filed("r3"), null);
        admin.deleteRecords(Map.of(new TopicPartition(topic(), 0), RecordsToDelete.beforeOffset(2)))
                .all()
                .get();

        var evidence = started(folder, new AtomicLong());

        assertThatThrownBy(() -> evidence.reached(0, 3).get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        assertThat(evidence.failure())
                .get()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("The log has lost its beginning: partition 0 begins at offset 2")
                .contains("read it up to 1");
        assertThatThrownBy(() -> evidence.reached(0, 3).get())
                .as("whoever asks later gets the reason, too")
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("The log has lost its beginning");
        assertThat(evidence.of(PAIR, new Horizon(new long[] {1, 0}, Instant.MAX))).hasSize(1);
    }

    @Test
    void a_log_that_lost_what_was_read_is_followed() throws Exception {
        opened(append(filed("r1"), null)).close();
        admin.deleteRecords(Map.of(new TopicPartition(topic(), 0), RecordsToDelete.beforeOffset(1)))
                .all()
                .get();

        var evidence = opened(append(filed("r2"), null));

        assertThat(tokens(evidence)).containsExactly("r1", "r2");
    }

    @Test
    void where_the_disk_is_full_it_says_so_and_what_is_stored_is_answered() {
        opened(append(filed("r1"), null)).close();
        var next = append(filed("r2"), null);

        var full = started(folder, new AtomicLong(Long.MAX_VALUE));
        Await.until("trouble", () -> full.trouble().isPresent());

        assertThat(full.trouble()).get().asString().contains("MB must stay free for others");
        assertThat(full.failure()).isEmpty();
        assertThat(full.reached(0, next)).isNotDone();
        assertThat(full.of(PAIR, new Horizon(new long[] {1, 0}, Instant.MAX))).hasSize(1);
        full.close();
        var again = opened(next);
        assertThat(again.trouble()).isEmpty();
        assertThat(tokens(again)).containsExactly("r1", "r2");
    }

    @Test
    void where_kafka_does_not_answer_it_says_so() {
        // it gives up after two seconds, and not after a minute
        var nobody =
                Map.<String, Object>of(
                        "bootstrap.servers",
                        "127.0.0.1:1",
                        "request.timeout.ms",
                        1_000,
                        "default.api.timeout.ms",
                        2_000);
        try (var away = Admin.create(nobody)) {
            var evidence = Evidence.start(config, away, folder, () -> 0);
            open.add(evidence);

            Await.until("trouble", () -> evidence.trouble().isPresent());

            assertThat(evidence.trouble()).get().asString().contains("Kafka does not answer");
            assertThat(evidence.failure()).isEmpty();
        }
    }

    @Test
    void where_the_disk_has_room_again_it_goes_on_by_itself() {
        var reserve = new AtomicLong(Long.MAX_VALUE);
        var next = append(filed("r1"), null);
        var evidence = started(folder, reserve);
        Await.until("trouble", () -> evidence.trouble().isPresent());

        reserve.set(0);

        reach(evidence, next);
        assertThat(evidence.trouble()).isEmpty();
        assertThat(tokens(evidence)).containsExactly("r1");
    }

    /**
     * Among the records, which are the first half of a table, and behind what is read at a start.
     */
    private void makeNoise() throws IOException {
        makeNoise(0.25, 0.25);
    }

    /** From one part of each table to another, at least in 64 bytes. */
    private void makeNoise(double from, double to) throws IOException {
        for (var table : files(folder.resolve("store"), "*.sst")) {
            try (var channel = FileChannel.open(table, StandardOpenOption.WRITE)) {
                var bytes = (int) ((to - from) * channel.size()) + 64;
                channel.write(ByteBuffer.allocate(bytes), (long) (from * channel.size()));
            }
        }
    }

    private static List<Path> ownFolders() throws IOException {
        return files(Path.of(System.getProperty("java.io.tmpdir")), "demarche-evidence-*");
    }

    private static List<Path> files(Path folder, String pattern) throws IOException {
        var found = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder, pattern)) {
            all.forEach(found::add);
        }
        return found;
    }

    /** An evidence that has read the first partition up to this offset. */
    private Evidence opened(long next) {
        var evidence = started(folder, new AtomicLong());
        reach(evidence, next);
        return evidence;
    }

    private Evidence started(@Nullable Path directory, AtomicLong reserve) {
        var evidence = Evidence.start(config, admin, directory, reserve::get);
        open.add(evidence);
        return evidence;
    }

    private static void reach(Evidence evidence, long next) {
        evidence.reached(0, next).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static List<String> tokens(Evidence evidence) {
        return records(evidence).stream().map(one -> one.report().token()).toList();
    }

    private static List<String> recorded(Evidence evidence) {
        return records(evidence).stream()
                .map(one -> one.report().token() + ' ' + one.recorded())
                .toList();
    }

    private static List<EvidenceRecord> records(Evidence evidence) {
        var next = evidence.next().stream().mapToLong(Long::longValue).toArray();
        return evidence.of(PAIR, new Horizon(next, Instant.MAX));
    }

    private static ReportEvent filed(String token) {
        return filed("arvenia", token);
    }

    private static ReportEvent filed(String actor, String token) {
        return Reported.filed(
                actor + ".peace." + token, actor, "daily", Stance.FAVOR, "2024-01-01");
    }

    /** To the first partition; returns the offset after it. */
    private long append(ReportEvent event, @Nullable Instant original) {
        return append(Reported.record(topic(), 0, event, original));
    }

    private long append(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get().offset() + 1;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isListed(String name) {
        try {
            return admin.listTopics().names().get().contains(name);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String topic() {
        return config.topics().reports();
    }

    private static KafkaConfig config() {
        return KafkaConfig.of(
                Map.of("bootstrap.servers", SharedBroker.get()),
                Map.of(
                        "prefix",
                        "evidence-" + UUID.randomUUID(),
                        "partitions",
                        Integer.toString(PARTITIONS)));
    }
}
