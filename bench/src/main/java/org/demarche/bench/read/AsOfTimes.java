package org.demarche.bench.read;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.bench.result.MemoryLog;
import org.demarche.bench.result.Samples;
import org.demarche.log.Sha256;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/** Measures, step by step, the time that the gateway needs for an answer about another day. */
final class AsOfTimes {

    private static final int WARM_UP = 100;

    private final ReportCodec codec = new ReportCodec();
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final Subject subject;
    private final int rounds;

    /**
     * @param cold the time of all four steps
     * @param kept the time of the last two steps, if the first two were done before
     */
    record Measured(
            Samples decode,
            Samples fold,
            Samples evaluate,
            Samples document,
            Samples cold,
            Samples kept) {

        Measured() {
            this(
                    new Samples(),
                    new Samples(),
                    new Samples(),
                    new Samples(),
                    new Samples(),
                    new Samples());
        }
    }

    AsOfTimes(List<Filed> reports, int rounds) {
        var log = new MemoryLog();
        records = reports.stream().map(report -> log.append(report, 0)).toList();
        subject = Subject.of(reports.getFirst().report());
        this.rounds = rounds;
    }

    Measured measure(LocalDate day) {
        var time = PointInTime.asOf(day);
        for (var round = 0; round < WARM_UP; round++) {
            read(time, new Measured());
        }
        var measured = new Measured();
        for (var round = 0; round < rounds; round++) {
            read(time, measured);
        }
        return measured;
    }

    private void read(PointInTime time, Measured measured) {
        var began = System.nanoTime();
        var events = decoded();
        var decoded = System.nanoTime();
        var dossier = Dossier.of(subject, Basis.by(Rule.LATEST_OWN_2), events, PointInTime.NOW);
        var folded = System.nanoTime();
        var position = dossier.at(time).position();
        var evaluated = System.nanoTime();
        var document = PositionDocument.write(position, report -> text(events, report));
        var tag = Sha256.hex(document);
        var written = System.nanoTime();
        if (tag.isEmpty()) {
            throw new IllegalStateException("A document without a tag");
        }
        measured.decode.add(decoded - began);
        measured.fold.add(folded - decoded);
        measured.evaluate.add(evaluated - folded);
        measured.document.add(written - evaluated);
        measured.cold.add(written - began);
        measured.kept.add(written - folded);
    }

    private List<ReportEvent> decoded() {
        var events = new ArrayList<ReportEvent>(records.size());
        for (var record : records) {
            try {
                events.add(codec.decode(record, Instant.ofEpochMilli(record.timestamp())));
            } catch (UnreadableEvent e) {
                throw new IllegalStateException(e);
            }
        }
        return events;
    }

    /** Finds the text of a report. It searches from the end, like the gateway. */
    private static @Nullable ReportText text(List<ReportEvent> events, ReportId report) {
        for (var event : events.reversed()) {
            if (event instanceof Filed filed && filed.report().equals(report)) {
                return new ReportText(filed.body().summary(), filed.body().source().url());
            }
        }
        return null;
    }
}
