package org.demarche.gateway.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.demarche.http.Refusal;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.log.kafka.Topics;
import org.demarche.model.Await;
import org.demarche.model.Subject;
import org.junit.jupiter.api.Test;

/** A store that is of no use is filled again from the log; one that nobody can read now is kept. */
class RefilledEvidenceTest extends FollowedLog {

    /** More than a block of the store holds. */
    private static final int MANY = 300;

    private static final int MANY_PAIRS = 1_000;

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

    private boolean isListed(String name) {
        try {
            return admin.listTopics().names().get().contains(name);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
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
}
