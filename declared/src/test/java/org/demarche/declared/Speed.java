package org.demarche.declared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.demarche.declared.Events.Said;
import org.demarche.log.event.ReportCodec;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;

/** Measures how many events a second one thread folds and puts; run by hand. */
final class Speed {

    private static final int EVENTS = 400_000;
    private static final int A_BATCH = 2_000;

    private Speed() {}

    public static void main(String[] arguments) throws Exception {
        var definitions =
                List.of(
                        "{ 'name': 'count', 'key': 'report.source.outlet', 'fields': { 'reports': 'count()' } }",
                        "{ 'name': 'coverage', 'where': 'report.stance != \\'none\\'', 'key': 'report.source.outlet', 'fields': { 'reports': 'count()', 'byStance': 'countBy(report.stance)', 'actors': 'distinct(report.holder)', 'lastSaid': 'max(report.saidOn)' } }");
        var events = events();
        for (var round = 0; round < 4; round++) {
            decode(events);
            for (var json : definitions) {
                var definition =
                        Definition.parse(
                                json.replace("\\'", "\u0001")
                                        .replace('\'', '"')
                                        .replace('\u0001', '\'')
                                        .getBytes(UTF_8));
                var heap = new DeclaredHeap(definition);
                var bytes = new long[1];
                var start = cpu();
                var n = 0;
                for (var event : events) {
                    var _ = heap.fold(event);
                    if (++n % A_BATCH == 0) {
                        heap.publish((_, value) -> bytes[0] += value == null ? 0 : value.length);
                    }
                }
                var seconds = (cpu() - start) / 1e9;
                System.out.printf(
                        "%s: %,.0f events a second of one core, %,d bytes put an event%n",
                        definition.name(), events.size() / seconds, bytes[0] / events.size());
            }
        }
    }

    /** Other programs on the machine take no part in it. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The limit: no fold is faster than its events are read. */
    private static void decode(List<ReportEvent> events) throws Exception {
        var codec = new ReportCodec();
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var event : events) {
            var sent = codec.encode("log", event, 0, "/speed");
            records.add(
                    new ConsumerRecord<>(
                            "log",
                            0,
                            records.size(),
                            0,
                            TimestampType.LOG_APPEND_TIME,
                            0,
                            0,
                            sent.key(),
                            sent.value(),
                            sent.headers(),
                            Optional.empty()));
        }
        var start = cpu();
        var digest = 0L;
        for (var record : records) {
            digest += codec.decode(record, ReportBuilder.recorded("r0")).report().token().length();
        }
        System.out.printf(
                "decode: %,.0f events a second of one core (%d)%n",
                records.size() * 1e9 / (cpu() - start), digest);
    }

    private static List<ReportEvent> events() {
        var random = new Random(7);
        var stances = List.of(Stance.values());
        var events = new ArrayList<ReportEvent>();
        for (var n = 0; n < EVENTS; n++) {
            var said =
                    new Said(
                            "actor-" + random.nextInt(200),
                            stances.get(random.nextInt(4)),
                            "outlet-" + (int) (100 * Math.pow(random.nextDouble(), 3)),
                            null,
                            "2024-%02d-%02d"
                                    .formatted(1 + random.nextInt(12), 1 + random.nextInt(28)),
                            2,
                            null);
            events.add(said.filed("r" + n, n));
        }
        return events;
    }
}
