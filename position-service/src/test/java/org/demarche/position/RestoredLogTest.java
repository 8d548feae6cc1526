package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.export.ExportLine;
import org.demarche.log.export.ExportWriter;
import org.demarche.log.view.Mark;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.fold.Rule;
import org.demarche.position.projection.Positions;
import org.junit.jupiter.api.Test;

/** A log that left a stack as an export and came into another one gives the same documents. */
class RestoredLogTest {

    private static final ReportCodec CODEC = new ReportCodec();
    private static final Instant LONG_AFTER = Instant.parse("2031-01-01T00:00:00Z");

    @Test
    void the_view_of_a_restored_log_is_the_view_of_the_first() {
        var treaty = filed("norland", "r1", CONDITIONAL, "2024-03-01");
        var turned = filed("norland", "r1", AGAINST, "2024-03-01");
        try (var first = new Stack(3);
                var second = new Stack(2)) {
            first.append(
                    treaty,
                    filed("sudland", "r2", AGAINST, "2024-03-02"),
                    new Corrected(
                            turned.report(),
                            turned.body(),
                            turned.resolved(),
                            turned.digest(),
                            Instant.EPOCH),
                    filed("norland", "r3", FAVOR, "2024-05-01"),
                    filed("westland", "r4", FAVOR, "2024-05-01"),
                    new Retracted(treaty.report(), "an error", Instant.EPOCH));
            fold(first);

            second.restore(exported(first.log()));
            fold(second);

            assertThat(second.documents()).isEqualTo(first.documents());
            assertThat(highest(second)).isEqualTo(highest(first));

            second.append(filed("norland", "r5", AGAINST, "2024-05-02"));
            fold(second);

            assertThat(highest(second)).isAfter(highest(first));
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatever_the_log_held_and_whatever_its_clock_did(
            @ForAll("logs") List<ReportEvent> events, @ForAll("clocks") List<Integer> clock) {
        var log = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var event : events) {
            var minutes = clock.get(log.size());
            var sent = CODEC.encode("log", event, event instanceof Filed ? 0 : 1, "/test");
            log.add(taken(sent, log.size(), LONG_AFTER.minus(Duration.ofMinutes(minutes))));
        }

        var restored = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var line : exported(log)) {
            var event = line.event();
            var sent =
                    CODEC.encodeRestored(
                            "log", event, line.body(), event instanceof Filed ? 0 : 1, "/test");
            restored.add(
                    taken(
                            sent,
                            restored.size(),
                            LONG_AFTER.plus(Duration.ofMinutes(restored.size()))));
        }

        assertThat(documents(restored)).isEqualTo(documents(log));
    }

    @Provide
    Arbitrary<List<ReportEvent>> logs() {
        return Logs.any();
    }

    /** More than a day, for a day may name a statement. */
    @Provide
    Arbitrary<List<Integer>> clocks() {
        return Arbitraries.integers().between(0, 3 * 24 * 60).list().ofSize(Logs.LONGEST);
    }

    private static void fold(Stack stack) {
        try (var _ = stack.workers(1)) {
            stack.awaitFolded();
        }
    }

    private static Instant highest(Stack stack) {
        return stack.marks().values().stream()
                .map(Mark::recorded)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** As lines, and read again. */
    private static List<ExportLine.Event> exported(
            Collection<ConsumerRecord<byte[], byte[]>> records) {
        var lines = new ArrayList<ExportLine.Event>();
        var highest = new TreeMap<Integer, Instant>();
        var writer = new ExportWriter();
        try {
            for (var record : records) {
                var before = highest.getOrDefault(record.partition(), Instant.EPOCH);
                var recorded = ReportCodec.recorded(record, before);
                highest.put(record.partition(), recorded);
                writer.event(CODEC.decode(record, recorded), record.value(), null, "here");
                lines.add((ExportLine.Event) ExportLine.read(writer.take()));
            }
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    private static Map<String, String> documents(List<ConsumerRecord<byte[], byte[]>> log) {
        var documents = new TreeMap<String, String>();
        var fold = new Positions((_, offset) -> log.get((int) offset), Rule.LATEST_OWN_2);
        fold.restored();
        var highest = Instant.EPOCH;
        try {
            for (var record : log) {
                var recorded = ReportCodec.recorded(record, highest);
                highest = recorded.isAfter(highest) ? recorded : highest;
                var _ = fold.fold(CODEC.decode(record, recorded), record);
            }
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
        fold.publish((key, value, _) -> documents.put(key, new String(value, UTF_8)));
        return documents;
    }

    private static ConsumerRecord<byte[], byte[]> taken(
            ProducerRecord<byte[], byte[]> sent, int offset, Instant appended) {
        return new ConsumerRecord<>(
                "log",
                0,
                offset,
                appended.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }
}
