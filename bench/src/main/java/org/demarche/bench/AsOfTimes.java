package org.demarche.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.demarche.log.Sha256;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.EventDocument;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.model.Dossier;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Scope;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/**
 * How long the gateway takes to answer for another day, by what it does: the events' documents are
 * read and folded once and kept; each answer then is a position and its document.
 */
final class AsOfTimes {

    private static final int WARM_UP = 100;

    private final List<byte[]> documents;
    private final Subject subject;
    private final int rounds;

    /** In the order in which they are done. */
    enum Step {
        DECODE(false),
        FOLD(false),
        POSITION(true),
        DOCUMENT(true);

        private final boolean always;

        Step(boolean always) {
            this.always = always;
        }

        /** Also where what was folded is kept. */
        boolean isAlways() {
            return always;
        }
    }

    /** Of one day: each step, and the whole with and without what is kept. */
    record Measured(Map<Step, Samples> steps, Samples cold, Samples kept) {}

    AsOfTimes(List<Filed> reports, int rounds) {
        var codec = new ReportCodec();
        documents =
                reports.stream()
                        .map(one -> EventDocument.of(one, codec.body(one.body(), one.resolved())))
                        .toList();
        subject = Subject.of(reports.getFirst().report());
        this.rounds = rounds;
    }

    Measured measure(LocalDate day) {
        var time = PointInTime.asOf(day);
        var measured = new Measured(new EnumMap<>(Step.class), new Samples(), new Samples());
        for (var round = -WARM_UP; round < rounds; round++) {
            var nanos = read(time);
            if (round >= 0) {
                nanos.forEach(
                        (step, took) ->
                                measured.steps.computeIfAbsent(step, _ -> new Samples()).add(took));
                measured.cold.add(sum(nanos, false));
                measured.kept.add(sum(nanos, true));
            }
        }
        return measured;
    }

    private Map<Step, Long> read(PointInTime time) {
        var began = System.nanoTime();
        var events = decoded();
        var decoded = System.nanoTime();
        var dossier = Dossier.of(subject, Scope.AS_FILED, events, PointInTime.NOW);
        var folded = System.nanoTime();
        var position = dossier.position(time);
        var asked = System.nanoTime();
        var document = PositionDocument.write(position, report -> text(events, report));
        var tag = Sha256.hex(document);
        var written = System.nanoTime();
        if (tag.isEmpty()) {
            throw new IllegalStateException("A document without a tag");
        }
        return new EnumMap<>(
                Map.of(
                        Step.DECODE, decoded - began,
                        Step.FOLD, folded - decoded,
                        Step.POSITION, asked - folded,
                        Step.DOCUMENT, written - asked));
    }

    private List<ReportEvent> decoded() {
        var events = new ArrayList<ReportEvent>(documents.size());
        for (var document : documents) {
            try {
                events.add(EventDocument.decode(document));
            } catch (UnreadableEvent e) {
                throw new IllegalStateException(e);
            }
        }
        return events;
    }

    /** Looked for as the gateway does. */
    private static @Nullable ReportText text(List<ReportEvent> events, ReportId report) {
        return events.reversed().stream()
                .filter(event -> event.report().equals(report))
                .findFirst()
                .map(event -> ((Filed) event).body())
                .map(body -> new ReportText(body.summary(), body.source().url()))
                .orElse(null);
    }

    private static long sum(Map<Step, Long> nanos, boolean onlyAlways) {
        return nanos.entrySet().stream()
                .filter(step -> step.getKey().isAlways() || !onlyAlways)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
