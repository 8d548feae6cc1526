package org.demarche.gateway.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;

/** The store follows a log, continues where it ended, and says what is in its way. */
class EvidenceTest extends FollowedLog {

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

    private static List<String> recorded(Evidence evidence) {
        return records(evidence).stream()
                .map(one -> one.report().token() + ' ' + one.recorded())
                .toList();
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

    private static List<Path> ownFolders() throws IOException {
        return files(Path.of(System.getProperty("java.io.tmpdir")), "demarche-evidence-*");
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
        try (var away = Admin.create(nobody);
                var evidence = Evidence.start(config, away, folder, () -> 0)) {
            Await.until("trouble", () -> evidence.trouble().isPresent());

            assertThat(evidence.trouble()).get().asString().contains("Kafka does not answer");
            assertThat(evidence.failure()).isEmpty();
        }
    }
}
