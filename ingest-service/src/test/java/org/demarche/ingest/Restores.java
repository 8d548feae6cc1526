package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.ingest.RunningIngest.Answer;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.export.ExportWriter;
import org.demarche.log.registry.EntryKey;
import org.demarche.log.registry.EntryType;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;

/** Restores the export of a stack that is gone, or lines that are made from it. */
abstract class Restores {

    static final Instant LONG_AGO = Instant.parse("2021-02-03T04:05:06.789Z");

    private static final ReportCodec CODEC = new ReportCodec();

    /** Of the filings the one that has no day but that of its recording. */
    static final int OPEN = 5;

    /** The one with a denial, an offset and a month of publication. */
    static final int LATER = 6;

    private static final Export EXPORT = export();

    /**
     * @param filings by their records
     * @param registry its lines
     */
    private record Export(List<ConsumerRecord<byte[], byte[]>> filings, String registry) {}

    private static Export export() {
        try (var first = RunningIngest.start("exported")) {
            Samples.register(first);
            first.postAll(
                    "",
                    IntStream.range(0, 5)
                            .mapToObj(n -> Samples.report("r" + n))
                            .collect(Collectors.joining("\n")));
            first.post(open());
            first.post(later());
            var writer = new ExportWriter();
            for (var entry : first.entries().reversed()) {
                var key = new String(entry.key(), UTF_8).split("/");
                var type =
                        EntryType.ALL.stream()
                                .filter(each -> each.label().equals(key[0]))
                                .findFirst()
                                .orElseThrow();
                writer.entry(
                        new EntryKey(type, key[1]),
                        entry.value(),
                        "{\"recorded\":\"%s\",\"complete\":true,\"earlier\":[{\"recorded\":\"%s\",\"entry\":%s}]}"
                                .formatted(LONG_AGO, LONG_AGO, new String(entry.value(), UTF_8))
                                .getBytes(UTF_8));
            }
            writer.summary(first.entries().size());
            return new Export(first.reports(), new String(writer.take(), UTF_8));
        }
    }

    /** All entries, each with a past. */
    static String registry() {
        return EXPORT.registry();
    }

    /** The record of a filing of the stack that is gone. */
    static ConsumerRecord<byte[], byte[]> filing(int n) {
        return EXPORT.filings().get(n);
    }

    static String open() {
        return Samples.report("r" + OPEN)
                .replace("\"saidOn\": \"2024-03-01\"", "\"saidOn\": \"2019-03-01/..\"")
                .replace(", \"publishedOn\": \"2024-03-02\"", "");
    }

    static String later() {
        return Samples.report("r" + LATER)
                .replace("favor", "none")
                .replace("2024-03-02", "2024-03")
                .replace(
                        "\"saidOn\"",
                        "\"denies\": \"dam-briefing\", \"saidAt\": \"2024-03-01T07:30:00+09:00\", \"saidOn\"");
    }

    /** The line of a filing, one second after the previous one. */
    static String filed(int n) {
        var record = filing(n);
        return line(event(n), record.value());
    }

    static String corrected(int n, String stance, int seconds) {
        var filed = event(n);
        var value =
                new String(filing(n).value(), UTF_8)
                        .replace("\"favor\"", "\"" + stance + "\"")
                        .getBytes(UTF_8);
        var body = body(value, filed.report());
        return line(
                new Corrected(
                        filed.report(),
                        body,
                        filed.resolved(),
                        ReportDigest.of(body),
                        LONG_AGO.plusSeconds(seconds)),
                value);
    }

    private static Report body(byte[] value, ReportId id) {
        try {
            var event =
                    JsonReader.read(
                            value,
                            in ->
                                    ReportCodec.read(
                                            in, id, Filed.WIRE_NAME, "0".repeat(64), LONG_AGO));
            return ((Filed) event).body();
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
    }

    static String retracted(int n, int seconds) {
        return line(
                new Retracted(event(n).report(), "an error", LONG_AGO.plusSeconds(seconds)),
                "{\"reason\":\"an error\"}".getBytes(UTF_8));
    }

    static Filed event(int n) {
        try {
            return (Filed) CODEC.decode(filing(n), LONG_AGO.plusSeconds(n));
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
    }

    private static String line(ReportEvent event, byte[] value) {
        var writer = new ExportWriter();
        writer.event(event, value, null, "somewhere");
        return new String(writer.take(), UTF_8);
    }

    static Answer restore(RunningIngest ingest, String lines) {
        return ingest.send("POST", "/v1/restore", lines, "Content-Type", "application/x-ndjson");
    }

    /** Each line's status, and which event it is or what is wrong. */
    static List<String> statuses(Answer answer) {
        var statuses = new ArrayList<String>();
        for (var line : answer.lines()) {
            var problem = line.at("/problem/type").asText();
            statuses.add(
                    line.has("summary")
                            ? "end"
                            : line.get("status").asText()
                                    + ' '
                                    + (problem.isEmpty()
                                            ? line.path("event").asText()
                                            : problem.replace("/problems/", "")));
        }
        return statuses;
    }
}
