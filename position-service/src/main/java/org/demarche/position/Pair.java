package org.demarche.position;

import java.util.Set;
import java.util.TreeSet;
import org.demarche.log.view.ShiftDocument;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Days;
import org.demarche.model.Dossier;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;
import org.demarche.model.Subject;

/** One actor and issue in the heap: the dossier, and what its documents show. */
final class Pair {

    private final Subject subject;
    private final Dossier dossier;
    private final ShownTexts texts;
    private boolean changed;

    /** Into the turns of these days the view has a shift. */
    private Set<Days> shifts = Set.of();

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
        dossier.changedShifts()
                .forEach(
                        (days, shift) -> {
                            var key = ViewKey.shift(subject, days);
                            if (shift != null) {
                                note(days);
                                documents.put(key, ShiftDocument.write(shift));
                            } else if (shifts.contains(days)) {
                                shifts.remove(days);
                                documents.put(key, null);
                            }
                        });
    }

    /** Takes back an event that was folded before. */
    void restore(ReportEvent event, long offset) {
        dossier.evolve(event);
        dossier.forgetChanges();
        texts.place(event, offset);
    }

    /** Takes back the last document. */
    void restore(byte[] document) {
        texts.shownIn(document);
    }

    /** Takes back whether the view has a shift. */
    void restore(Days into, boolean there) {
        if (there) {
            note(into);
        } else if (shifts.contains(into)) {
            shifts.remove(into);
        }
    }

    private void note(Days into) {
        if (shifts.isEmpty()) {
            shifts = new TreeSet<>();
        }
        shifts.add(into);
    }
}
