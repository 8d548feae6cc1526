package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.TREATY;
import static org.demarche.position.Events.corrected;
import static org.demarche.position.Events.filed;
import static org.demarche.position.Events.retracted;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.log.kafka.LostEnd;
import org.demarche.log.kafka.Topics;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.Stance;
import org.demarche.position.partition.VersionStopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers come and go, cleanly or not: the view is that of one worker that never stopped. */
class RestartTest {

    private static final List<String> HOLDERS =
            List.of("norland", "sudland", "ostland", "westland", "midland");

    private static final List<Stance> STANCES = List.of(FAVOR, CONDITIONAL, AGAINST);

    private final Stack stack = new Stack(3);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void a_worker_goes_on_where_the_last_one_stopped() {
        stack.append(reports(0, 40));
        foldAll();
        stack.append(reports(20, 80));
        foldAll();

        assertViewIsWhole();
    }

    @Test
    void what_a_dead_worker_left_open_is_undone() {
        stack.append(reports(0, 40));
        foldAll();
        var dead = stack.clients.viewWriter(0);
        dead.initTransactions();
        dead.beginTransaction();
        put(dead, 0, ViewKey.position("norland", TREATY), "half a position");
        put(dead, 0, ViewKey.mark(0), "half a mark");
        dead.flush();

        stack.append(reports(40, 80));
        foldAll();
        dead.close(Duration.ZERO);

        assertViewIsWhole();
    }

    @Test
    void a_transaction_that_nobody_ends_any_more_is_aborted() {
        stack.append(reports(0, 40));
        foldAll();
        var settings = stack.config.clientProperties();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "forgotten");
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 600_000);
        var bytes = new ByteArraySerializer();
        var forgotten = new KafkaProducer<>(settings, bytes, bytes);
        forgotten.initTransactions();
        forgotten.beginTransaction();
        put(forgotten, 0, ViewKey.position("norland", TREATY), "half a position");
        forgotten.flush();

        stack.append(reports(40, 80));
        foldAll();
        forgotten.close(Duration.ZERO);

        assertViewIsWhole();
    }

    @Test
    void a_worker_that_is_fenced_drops_its_heap_and_restores_it() {
        stack.append(reports(0, 40));
        try (var workers = stack.workers(1)) {
            stack.awaitFolded();
            for (var partition = 0; partition < stack.config.partitions(); partition++) {
                try (var usurper = stack.clients.viewWriter(partition)) {
                    usurper.initTransactions();
                }
            }
            stack.append(reports(40, 80));
            stack.awaitFolded();
            assertThat(workers.isAlive()).isTrue();
            assertThat(stack.meters.get("demarche.failures").counter().count()).isPositive();
        }
        assertViewIsWhole();
    }

    @Test
    void workers_of_several_processes_share_the_partitions_and_one_may_leave() {
        stack.append(reports(0, 40));
        try (var staying = stack.workers(2)) {
            try (var leaving = stack.workers(2)) {
                Stack.await(() -> staying.isReady() && leaving.isReady());
                stack.append(reports(40, 80));
                stack.awaitFolded();
            }
            stack.append(reports(80, 120));
            stack.awaitFolded();
            Stack.await(staying::isReady);
        }
        assertViewIsWhole();
    }

    @Test
    void more_workers_than_partitions_are_ready_too() {
        stack.append(reports(0, 10));
        try (var workers = stack.workers(5)) {
            Stack.await(workers::isReady);
        }
        assertViewIsWhole();
    }

    @Test
    void a_text_that_comes_to_be_shown_again_is_read_from_the_log_again() {
        var old = filed("norland", "old", CONDITIONAL, "2024-01-10");
        var young = filed("norland", "young", FAVOR, "2024-02-10");
        stack.append(old, young);
        foldAll();
        stack.append(retracted("norland", "young"));
        foldAll();

        assertThat(stack.documents().get(ViewKey.position("norland", TREATY)))
                .contains("\"stance\":\"conditional\"", "in report old", "example.org/old");
    }

    @Test
    void corrections_and_retractions_go_on_where_the_last_worker_stopped() {
        stack.append(reports(0, 40));
        foldAll();
        stack.append(revisions(0, 40));
        foldAll();
        stack.append(reports(20, 60));
        stack.append(revisions(10, 50));
        foldAll();
        stack.append(revisions(0, 60).reversed());
        foldAll();

        assertViewIsWhole();
    }

    @Test
    void a_late_report_makes_shifts_in_the_past_and_its_retraction_takes_them_away() {
        stack.append(
                filed("norland", "old", FAVOR, "2024-01-10"),
                filed("norland", "young", AGAINST, "2024-05-10"));
        foldAll();
        var before = shifts();
        stack.append(filed("norland", "late", CONDITIONAL, "2024-03-10"));
        foldAll();

        assertViewIsWhole();
        assertThat(shifts().values())
                .extracting(shift -> shift.replaceAll(".*\"kind\":\"([a-z]+)\".*", "$1"))
                .containsExactly("first", "harden", "harden");

        stack.append(retracted("norland", "late"));
        foldAll();

        assertViewIsWhole();
        assertThat(shifts()).isEqualTo(before);
        assertThat(stack.view())
                .filteredOn(record -> record.value() == null)
                .extracting(record -> ViewKey.of(record.key()))
                .containsExactly("x/2024-03-10/2024-03-10/norland/" + TREATY);
    }

    @Test
    void a_view_of_revision_2_goes_on_with_its_events() {
        stack.append(reports(0, 40));
        foldAllAsRevision2();
        stack.append(revisions(0, 40));
        foldAllAsRevision2();
        stack.append(revisions(10, 50).reversed());
        stack.append(reports(20, 60));
        foldAllAsRevision2();

        assertThat(stack.documents())
                .isEqualTo(Reference.documents(stack.events(), 2))
                .anySatisfy((key, _) -> assertThat(key).matches(ViewKey::isEvent));
        stack.assertNothingIsWrittenTwice(Stack.VERSION);
    }

    @Test
    void the_mark_is_found_before_whatever_was_aborted_after_it() {
        stack.append(reports(0, 40));
        foldAll();
        for (var partition = 0; partition < stack.config.partitions(); partition++) {
            try (var writer = stack.clients.viewWriter(partition)) {
                writer.initTransactions();
                for (var size = 1; size <= 1_000; size *= 10) {
                    abort(writer, partition, size);
                }
            }
        }
        stack.append(reports(40, 80));
        foldAll();

        assertViewIsWhole();
    }

    @Test
    void a_damaged_document_is_not_read_back_and_the_next_change_of_it_replaces_it() {
        stack.append(filed("norland", "r1", FAVOR, "2024-01-10"));
        foldAll();
        var partition = Topics.partitionOf("norland", stack.config.partitions());
        try (var writer = stack.clients.viewWriter(partition)) {
            writer.initTransactions();
            writer.beginTransaction();
            put(writer, partition, ViewKey.position("norland", TREATY), "half a position");
            writer.commitTransaction();
        }

        stack.append(filed("norland", "r2", AGAINST, "2024-02-10"));
        foldAll();

        assertViewIsWhole();
    }

    @Test
    void a_log_that_has_lost_its_beginning_stops_the_version_and_says_so() throws Exception {
        stack.append(reports(0, 40));
        foldAll();
        var partition =
                stack.marks().entrySet().stream()
                        .filter(mark -> mark.getValue().next() > 2)
                        .findFirst()
                        .orElseThrow()
                        .getKey();
        var place = new TopicPartition(stack.config.topics().reports(), partition);
        stack.admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(2))).all().get();

        try (var workers = stack.workers(1)) {
            Stack.await(() -> workers.failure().isPresent());
            assertThat(workers.failure().orElseThrow())
                    .isInstanceOf(VersionStopped.class)
                    .hasMessageStartingWith(
                            "Partition %d of the log begins at offset 2", partition);
        }
    }

    @Test
    void a_mark_beyond_the_log_holds_its_partition_and_no_other() {
        stack.putMark(1, 1000);
        stack.append(reports(0, 40));

        try (var workers = stack.workers(2)) {
            Stack.await(workers::isReady);
            Stack.await(() -> !workers.lostEnds().isEmpty());
            assertThat(workers.lostEnds())
                    .singleElement()
                    .extracting(LostEnd::partition, LostEnd::seen)
                    .containsExactly(1, 1000L);
            Stack.await(
                    () ->
                            stack.marks().entrySet().stream()
                                    .allMatch(
                                            mark ->
                                                    mark.getKey() == 1
                                                            || mark.getValue().next() > 0));
            assertThat(workers.failure()).isEmpty();
            assertThat(workers.isAlive()).isTrue();
        }
    }

    private Map<String, String> shifts() {
        var shifts = new TreeMap<>(stack.documents());
        shifts.keySet().removeIf(key -> !ViewKey.isShift(key));
        return shifts;
    }

    /** Writes so many documents, of the mark's key among them, and takes them back. */
    private void abort(Producer<byte[], byte[]> writer, int partition, int documents) {
        writer.beginTransaction();
        for (var n = 0; n < documents; n++) {
            put(writer, partition, ViewKey.position("norland", "issue-" + n), "{}");
        }
        put(writer, partition, ViewKey.mark(partition), "half a mark");
        writer.flush();
        writer.abortTransaction();
    }

    private void foldAllAsRevision2() {
        try (var _ = stack.oldWorkers(1)) {
            stack.awaitFolded();
        }
    }

    private void foldAll() {
        try (var _ = stack.workers(1)) {
            stack.awaitFolded();
        }
    }

    private void assertViewIsWhole() {
        var events = stack.events();
        assertThat(stack.documents()).isEqualTo(Reference.documents(events));
        stack.assertNothingIsWrittenTwice(Stack.VERSION);
        assertThat(stack.marks().values())
                .allSatisfy(mark -> assertThat(mark.deadLetters()).isZero());
    }

    private void put(Producer<byte[], byte[]> writer, int partition, String key, String value) {
        writer.send(
                new ProducerRecord<>(
                        stack.config.topics().view(Stack.VERSION),
                        partition,
                        ViewKey.bytes(key),
                        value.getBytes(UTF_8)));
    }

    private static List<Filed> reports(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        n ->
                                filed(
                                        HOLDERS.get(n % HOLDERS.size()),
                                        "r" + n,
                                        STANCES.get(n % STANCES.size()),
                                        "2024-%02d-%02d".formatted(1 + n % 12, 1 + n % 28)))
                .toList();
    }

    /** Of three reports one is corrected, to another day, one retracted, and one neither. */
    private static List<ReportEvent> revisions(int from, int to) {
        return IntStream.range(from, to)
                .filter(n -> n % 3 != 0)
                .<ReportEvent>mapToObj(
                        n -> {
                            var holder = HOLDERS.get(n % HOLDERS.size());
                            return n % 3 == 1
                                    ? corrected(
                                            holder,
                                            "r" + n,
                                            STANCES.get((from + n) % STANCES.size()),
                                            "2024-%02d-%02d".formatted(1 + n % 12, 1 + from % 28))
                                    : retracted(holder, "r" + n);
                        })
                .toList();
    }
}
