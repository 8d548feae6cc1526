package org.demarche.position.projection;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.ShiftDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.log.view.ViewKey;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Outcome;
import org.demarche.model.fold.Position;
import org.demarche.model.fold.Shift;
import org.jspecify.annotations.Nullable;

/** One actor and issue in the heap: the dossier, the texts, and its documents in the view. */
final class HeapPair {

    /**
     * The values from which documents are made.
     *
     * @param position the position; null if there is none
     * @param shifts the shifts, by the days of the turn into which they lead
     */
    private record Shown(
            @Nullable Position position, Map<ReportId, ReportText> texts, Map<Days, Shift> shifts) {

        static final Shown NOTHING = new Shown(null, Map.of(), Map.of());
    }

    private final Subject subject;
    private final Dossier dossier;
    private final KeptTexts texts;

    /** The documents in the view; null while they are not needed. */
    private @Nullable Shown before;

    private boolean touched;
    private boolean changed;

    HeapPair(Subject subject, Dossier dossier, KeptTexts texts) {
        this.subject = subject;
        this.dossier = dossier;
        this.texts = texts;
    }

    Subject subject() {
        return subject;
    }

    /** Whether no report was ever filed here. */
    boolean isEmpty() {
        return dossier.isEmpty();
    }

    /**
     * Prepares the pair for an event. Returns true for the first event since the pair was settled.
     */
    boolean touch() {
        if (touched) {
            return false;
        }
        if (before == null) {
            before = dossier.isEmpty() ? Shown.NOTHING : shown();
        }
        touched = true;
        return true;
    }

    Outcome fold(ReportEvent event, long offset) {
        var outcome = dossier.evolve(event, offset);
        if (outcome instanceof Outcome.Folded) {
            changed = true;
            texts.heard(event);
        }
        return outcome;
    }

    void publish(DocumentSink documents) {
        if (changed) {
            var now = shown();
            put(requireNonNull(before), now, documents);
            before = now;
        }
        settle();
    }

    /** Notes that the view has the current documents. */
    void settle() {
        touched = false;
        changed = false;
    }

    /** Drops the documents, so that the next event evaluates the pair again. */
    void forgetDocuments() {
        before = null;
    }

    private Shown shown() {
        var evaluation = dossier.at(PointInTime.NOW);
        var position = evaluation.position();
        var shifts = new LinkedHashMap<Days, Shift>();
        for (var shift : evaluation.shifts()) {
            shifts.put(shift.to().saidOn().plain(), shift);
        }
        return new Shown(position, texts.shownBy(position), shifts);
    }

    private void put(Shown before, Shown now, DocumentSink documents) {
        var position = requireNonNull(now.position);
        if (!position.equals(before.position) || !now.texts.equals(before.texts)) {
            documents.put(
                    ViewKey.position(subject.actor(), subject.issue()),
                    PositionDocument.write(position, now.texts::get));
        }
        now.shifts.forEach(
                (days, shift) -> {
                    if (!shift.equals(before.shifts.get(days))) {
                        documents.put(ViewKey.shift(subject, days), ShiftDocument.write(shift));
                    }
                });
        for (var days : before.shifts.keySet()) {
            if (!now.shifts.containsKey(days)) {
                documents.put(ViewKey.shift(subject, days), null);
            }
        }
    }
}
