package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;

/** A view is right only if it does not matter where its worker stopped, or what came twice. */
class PositionsPropertiesTest {

    private static final ReportCodec CODEC = new ReportCodec();

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void any_cut_into_transactions_and_restarts_gives_the_same_documents(
            @ForAll("logs") List<ReportEvent> log,
            @ForAll Set<@IntRange(max = 29) Integer> commits,
            @ForAll Set<@IntRange(max = 29) Integer> restarts,
            @ForAll boolean compacted) {
        var whole = new Run(log, false);
        whole.fold(0, log.size());

        var cut = new Run(log, compacted);
        for (var n = 0; n < log.size(); n++) {
            if (restarts.contains(n)) {
                cut.restart();
            } else if (commits.contains(n)) {
                cut.commit();
            }
            cut.fold(n, n + 1);
        }

        assertThat(cut.documents()).isEqualTo(whole.documents());
        assertThat(whole.documents()).isEqualTo(Reference.documents(whole.events()));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void any_duplication_gives_the_same_documents(
            @ForAll("filings") List<ReportEvent> filings,
            @ForAll List<@IntRange(max = 29) Integer> again) {
        var once = new Run(filings, false);
        once.fold(0, filings.size());

        var log = new ArrayList<>(filings);
        for (var n : again) {
            if (n < filings.size()) {
                log.add(Math.min(log.size(), n + log.size() / 2 + 1), filings.get(n));
            }
        }
        // a duplicate is the same bytes; its filing is the first of them
        var firsts = new ArrayList<ReportEvent>();
        for (var event : log) {
            if (!firsts.contains(event)) {
                firsts.add(event);
            }
        }
        var inThatOrder = new Run(firsts, false);
        inThatOrder.fold(0, firsts.size());
        var twice = new Run(log, false);
        twice.fold(0, log.size());

        assertThat(twice.documents()).isEqualTo(inThatOrder.documents());
        assertThat(twice.documents().keySet()).isEqualTo(once.documents().keySet());
    }

    @Provide
    Arbitrary<List<ReportEvent>> filings() {
        return Logs.filings();
    }

    @Provide
    Arbitrary<List<ReportEvent>> logs() {
        return Logs.any();
    }

    /** One partition: its log, its view, and the fold between them. */
    private static final class Run {

        private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
        private final boolean compacted;
        private final List<ConsumerRecord<byte[], byte[]>> view = new ArrayList<>();
        private Fold fold;

        Run(List<ReportEvent> events, boolean compacted) {
            for (var event : events) {
                log.add(record(log.size(), event));
            }
            this.compacted = compacted;
            fold = newFold();
        }

        void fold(int from, int to) {
            for (var record : log.subList(from, to)) {
                var _ = fold.fold(decode(record), record, this::put);
            }
        }

        void commit() {
            fold.publish(this::put);
        }

        void restart() {
            commit();
            if (compacted) {
                compact();
            }
            fold = newFold();
            view.forEach(fold::restore);
        }

        Map<String, String> documents() {
            commit();
            var documents = new TreeMap<String, String>();
            view.forEach(
                    record ->
                            documents.compute(
                                    ViewKey.of(record.key()),
                                    (_, _) ->
                                            record.value() == null
                                                    ? null
                                                    : new String(record.value(), UTF_8)));
            return documents;
        }

        List<ReportEvent> events() {
            return log.stream().map(Run::decode).toList();
        }

        private static ReportEvent decode(ConsumerRecord<byte[], byte[]> record) {
            try {
                return CODEC.decode(record, Instant.ofEpochMilli(record.timestamp()));
            } catch (UnreadableEvent e) {
                throw new AssertionError(e);
            }
        }

        private Fold newFold() {
            return new Positions(offset -> log.get((int) offset));
        }

        private void put(String key, byte[] value, Header... headers) {
            view.add(
                    new ConsumerRecord<>(
                            "view",
                            0,
                            view.size(),
                            0,
                            TimestampType.LOG_APPEND_TIME,
                            0,
                            0,
                            ViewKey.bytes(key),
                            value,
                            new RecordHeaders(headers),
                            Optional.empty()));
        }

        /** Of each key the last stays, where it is. */
        private void compact() {
            var seen = new HashSet<String>();
            for (var n = view.size() - 1; n >= 0; n--) {
                if (!seen.add(ViewKey.of(view.get(n).key()))) {
                    view.remove(n);
                }
            }
        }

        /** Equal events are recorded at one instant, others on other days. */
        private static ConsumerRecord<byte[], byte[]> record(int offset, ReportEvent event) {
            var sent = CODEC.encode("log", event, event instanceof Filed ? 0 : 1, "/test");
            return new ConsumerRecord<>(
                    "log",
                    0,
                    offset,
                    1_700_000_000_000L + Math.floorMod(event.hashCode(), 1000) * 20_000_000L,
                    TimestampType.LOG_APPEND_TIME,
                    0,
                    0,
                    sent.key(),
                    sent.value(),
                    sent.headers(),
                    Optional.empty());
        }
    }
}
