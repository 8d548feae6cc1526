package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.export.ExportLine;
import org.demarche.log.view.Mark;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A version that leaves out what was recorded after an instant. */
class UntilTest {

    private static final VersionId BOUNDED = new VersionId("positions", 4);
    private static final Instant JANUARY = Instant.parse("2026-01-10T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-10T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-10T00:00:00Z");

    private final Stack stack = new Stack(3);
    private final CatalogReader reader = CatalogReader.start(stack.config);
    private final ControlWriter writer = new ControlWriter(stack.config, reader);

    @BeforeEach
    void begin() {
        Stack.begin(reader, writer);
    }

    @AfterEach
    void close() {
        writer.close();
        reader.close();
        stack.close();
    }

    @Test
    void what_was_recorded_later_is_left_out_for_ever() throws Exception {
        stack.append(reports(0, 30));
        var until = lastRecorded();
        var within = stack.events();
        Stack.await(() -> Instant.now().isAfter(until.plusMillis(1)));
        stack.append(reports(30, 60));
        try (var versions = stack.versions(stack.positions())) {
            start(until);
            awaitMarks(marks -> marks.size() == 3 && marks.stream().allMatch(Mark::ended));
            stack.awaitFolded(Stack.NEW);
            assertThat(versions.details().get(BOUNDED.toString()).toString()).contains("lag=0");
        }
        var marks = stack.marks(BOUNDED);
        stack.append(reports(60, 90));
        try (var versions = stack.versions(stack.positions())) {
            stack.awaitFolded(Stack.NEW);
            Stack.await(versions::isReady);
        }
        assertThat(stack.marks(BOUNDED)).isEqualTo(marks);
        assertThat(marks.values().stream().mapToLong(Mark::next).sum()).isEqualTo(within.size());
        assertThat(stack.documents(BOUNDED)).isEqualTo(Reference.documents(within));
    }

    /** An export of many partitions that came into few has what was recorded early after late. */
    @Test
    void of_a_restored_log_what_was_recorded_early_counts_wherever_it_lies() throws Exception {
        var first = recorded("r1", FAVOR, JANUARY);
        var late = recorded("r2", AGAINST, MARCH);
        var early = recorded("r3", CONDITIONAL, FEBRUARY);
        var later = recorded("r4", AGAINST, MARCH);
        var earlier = recorded("r5", CONDITIONAL, JANUARY);
        restore(first, late, early);
        try (var _ = stack.versions(stack.positions())) {
            start(FEBRUARY);
            awaitMarks(marks -> marks.stream().anyMatch(mark -> mark.next() == 3));
        }
        restore(later, earlier);
        stack.append(filed("norland", "r6", AGAINST, "2024-03-01"));
        restore(recorded("r7", FAVOR, JANUARY));
        try (var _ = stack.versions(stack.positions())) {
            awaitMarks(marks -> marks.stream().anyMatch(Mark::ended));
        }
        assertThat(stack.marks(BOUNDED).values())
                .containsExactly(new Mark(5, 0, MARCH, null, true));
        assertThat(stack.documents(BOUNDED))
                .isEqualTo(Reference.documents(List.of(first, early, earlier)));
    }

    private void start(Instant until) throws Exception {
        var event = new Started(4, 4, false, null, until, Started.WITHIN);
        var _ = writer.decide("positions", _ -> event, "test", null);
    }

    private void awaitMarks(Predicate<List<Mark>> condition) throws Exception {
        var view = stack.config.topics().view(BOUNDED);
        var topics = stack.admin;
        Stack.await(
                () ->
                        topics.listTopics()
                                .names()
                                .toCompletionStage()
                                .toCompletableFuture()
                                .join()
                                .contains(view));
        Stack.await(() -> condition.test(List.copyOf(stack.marks(BOUNDED).values())));
    }

    private void restore(Filed... events) {
        var codec = new ReportCodec();
        stack.restore(
                List.of(events).stream()
                        .map(
                                one ->
                                        new ExportLine.Event(
                                                one, codec.body(one.body(), one.resolved()), null))
                        .toList());
    }

    private static Filed recorded(String token, Stance stance, Instant at) {
        var filed = filed("norland", token, stance, "2024-03-01");
        return new Filed(filed.report(), filed.body(), filed.resolved(), filed.digest(), at);
    }

    private Instant lastRecorded() {
        return Instant.ofEpochMilli(
                stack.log().stream().mapToLong(ConsumerRecord::timestamp).max().orElseThrow());
    }

    private static List<Filed> reports(int from, int to) {
        var holders = List.of("norland", "sudland", "ostland", "westland", "midland", "farland");
        return IntStream.range(from, to)
                .mapToObj(
                        n ->
                                filed(
                                        holders.get(n % holders.size()),
                                        "r" + n,
                                        n % 2 == 0 ? FAVOR : AGAINST,
                                        "2024-%02d-%02d".formatted(1 + n % 12, 1 + n % 28)))
                .toList();
    }
}
