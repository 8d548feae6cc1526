package org.demarche.gateway.evidence;

import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.ReportDigest;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.Stance;
import org.jspecify.annotations.Nullable;

/** Invented events as records of the log. */
final class Reported {

    private static final ReportCodec CODEC = new ReportCodec();
    private static final String WHENEVER = "2024-01-01";

    private Reported() {}

    static Filed filed(String id, String spokenFor, String outlet, Stance stance, String day) {
        return (Filed) report(id, spokenFor, outlet, stance, day).filed(WHENEVER);
    }

    static Corrected corrected(
            String id, String spokenFor, String outlet, Stance stance, String day) {
        return (Corrected) report(id, spokenFor, outlet, stance, day).corrected(WHENEVER);
    }

    static Retracted retracted(String id) {
        return (Retracted) ReportBuilder.retracted(id, WHENEVER);
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
                            topic,
                            ReportBuilder.recorded(event, original),
                            record.value(),
                            number,
                            "/test");
        }
        return new ProducerRecord<>(
                topic, partition, record.key(), record.value(), record.headers());
    }

    private static ReportBuilder report(
            String id, String spokenFor, String outlet, Stance stance, String day) {
        return ReportBuilder.said(id, stance, day)
                .published("2024-12-31")
                .ascribedBy(spokenFor)
                .speaker("speaker-of-" + spokenFor)
                .summary("Told by the " + outlet)
                .in(outlet)
                .from("wire-of-" + outlet)
                .resolved("newspaper", null, "state", null)
                .digestedBy(ReportDigest::of);
    }
}
