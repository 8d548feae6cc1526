package org.demarche.position;

import java.util.Map;
import java.util.TreeMap;
import org.demarche.log.view.ShiftDocument;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Days;
import org.demarche.model.Dossier;
import org.demarche.model.Outcome;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.Shift;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/** One actor and issue in the heap: the dossier, and what its documents show. */
final class Pair {

    private final Subject subject;
    private final Dossier dossier;
    private final ShownTexts texts;
    private boolean changed;

    /** Those in the view, by the days that they lead into; null where one was not read back. */
    private Map<Days, @Nullable Shift> shifts = new TreeMap<>();

    Pair(Subject subject, Dossier dossier, ShownTexts texts) {
        this.subject = subject;
        this.dossier = dossier;
        this.texts = texts;
    }

    /** Of the position's document. */
    String key() {
        return ViewKey.position(subject.actor(), subject.issue());
    }

    Outcome fold(ReportEvent event, long offset) {
        var outcome = dossier.evolve(event);
        if (outcome instanceof Outcome.Folded) {
            texts.heard(event, offset);
        }
        return outcome;
    }

    /** True if it is the first change since the document was written. */
    boolean change() {
        var first = !changed;
        changed = true;
        return first;
    }

    byte[] document() {
        changed = false;
        return texts.write(dossier.position());
    }

    /** Puts the shifts that came, changed or went. */
    void shifts(Documents documents) {
        var before = shifts;
        shifts = new TreeMap<>();
        for (var shift : dossier.at(PointInTime.NOW).shifts()) {
            var days = shift.to().saidOn();
            shifts.put(days, shift);
            if (!shift.equals(before.remove(days))) {
                documents.put(ViewKey.shift(subject, days), ShiftDocument.write(shift));
            }
        }
        before.keySet().forEach(days -> documents.put(ViewKey.shift(subject, days), null));
    }

    /** Takes back an event that was folded before. */
    void restore(ReportEvent event, long offset) {
        dossier.evolve(event);
        texts.place(event, offset);
    }

    /** Takes back the last document. */
    void restore(byte[] document) {
        texts.shownIn(document);
    }

    /** Takes back whether the view has a shift. */
    void restore(Days into, boolean there) {
        if (there) {
            shifts.put(into, null);
        } else {
            shifts.remove(into);
        }
    }
}
