package org.demarche.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.ShiftDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.log.view.ViewKey;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Rule;

/** The positions and shifts that the pure fold of a log of filed reports gives. */
public final class FoldedLog {

    private static final Basis RULE = Basis.by(Rule.LATEST_OWN_2);

    private FoldedLog() {}

    public static SortedMap<String, String> of(KafkaConfig config) throws UnreadableEvent {
        var events = new HashMap<Subject, List<ReportEvent>>();
        var texts = new HashMap<ReportId, ReportText>();
        var recorded = new HashMap<Integer, Instant>();
        var codec = new ReportCodec();
        for (var record : WholeTopic.records(config, config.topics().reports())) {
            // append times may step back, recorded instants do not
            var instant =
                    recorded.merge(
                            record.partition(),
                            Instant.ofEpochMilli(record.timestamp()),
                            (before, now) -> now.isAfter(before) ? now : before);
            var filed = (Filed) codec.decode(record, instant);
            events.computeIfAbsent(Subject.of(filed.report()), _ -> new ArrayList<>()).add(filed);
            texts.putIfAbsent(
                    filed.report(),
                    new ReportText(filed.body().summary(), filed.body().source().url()));
        }
        var documents = new TreeMap<String, String>();
        events.forEach(
                (subject, pair) -> {
                    var evaluation =
                            Dossier.of(subject, RULE, pair, PointInTime.NOW).at(PointInTime.NOW);
                    documents.put(
                            ViewKey.position(subject.actor(), subject.issue()),
                            text(PositionDocument.write(evaluation.position(), texts::get)));
                    for (var shift : evaluation.shifts()) {
                        documents.put(
                                ViewKey.shift(subject, shift.to().saidOn().plain()),
                                text(ShiftDocument.write(shift)));
                    }
                });
        return documents;
    }

    private static String text(byte[] document) {
        return new String(document, UTF_8);
    }
}
