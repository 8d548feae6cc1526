package org.demarche.gateway.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.ReportDigest;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/** Invented events as records of the log. */
final class Reported {

    private static final ReportCodec CODEC = new ReportCodec();
    private static final Instant WHENEVER = Instant.parse("2024-01-01T00:00:00Z");

    private Reported() {}

    static Filed filed(String id, String spokenFor, String outlet, Stance stance, String day) {
        var report = ReportId.parse(id);
        var body = body(report, spokenFor, outlet, stance, day);
        return new Filed(report, body, resolved(outlet), ReportDigest.of(body), WHENEVER);
    }

    static Corrected corrected(
            String id, String spokenFor, String outlet, Stance stance, String day) {
        var report = ReportId.parse(id);
        var body = body(report, spokenFor, outlet, stance, day);
        return new Corrected(report, body, resolved(outlet), ReportDigest.of(body), WHENEVER);
    }

    static Retracted retracted(String id) {
        return new Retracted(ReportId.parse(id), "misheard", WHENEVER);
    }

    /**
     * @param original when it was recorded where a restore has it from; null of one that is new
     */
    static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, ReportEvent event, @Nullable Instant original) {
        var number = event instanceof Filed ? 0 : 1;
        var record = CODEC.encode(topic, event, number, "/test");
        if (original != null) {
            record =
                    CODEC.encodeRestored(
                            topic, at(event, original), record.value(), number, "/test");
        }
        return new ProducerRecord<>(
                topic, partition, record.key(), record.value(), record.headers());
    }

    private static ReportEvent at(ReportEvent event, Instant instant) {
        return switch (event) {
            case Filed(var id, var body, var resolved, var digest, _) ->
                    new Filed(id, body, resolved, digest, instant);
            case Corrected(var id, var body, var resolved, var digest, _) ->
                    new Corrected(id, body, resolved, digest, instant);
            case Retracted(var id, var reason, _) -> new Retracted(id, reason, instant);
        };
    }

    private static Resolved resolved(String outlet) {
        return new Resolved("wire-of-" + outlet, "newspaper", null, "state", null);
    }

    private static Report body(
            ReportId report, String spokenFor, String outlet, Stance stance, String day) {
        return new Report(
                report.holder(),
                spokenFor,
                report.issue(),
                new Report.Speaker("speaker-of-" + spokenFor, null, null),
                stance,
                List.of(),
                Edtf.parse(day),
                null,
                null,
                List.of(),
                null,
                null,
                "Told by the " + outlet,
                null,
                new Report.Source(
                        outlet, null, null, LocalDate.parse("2024-12-31"), null, List.of()),
                null,
                null);
    }
}
