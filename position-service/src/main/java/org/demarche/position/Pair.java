package org.demarche.position;

import org.demarche.log.view.ViewKey;
import org.demarche.model.Dossier;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;

/** One actor and issue in the heap: the dossier, and the texts that its document shows. */
final class Pair {

    private final String key;
    private final Dossier dossier;
    private final ShownTexts texts;
    private boolean changed;

    Pair(String actor, String issue, Dossier dossier, ShownTexts texts) {
        key = ViewKey.position(actor, issue);
        this.dossier = dossier;
        this.texts = texts;
    }

    /** Of the position's document. */
    String key() {
        return key;
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

    /** Takes back an event that was folded before. */
    void restore(ReportEvent event, long offset) {
        dossier.evolve(event);
        texts.place(event, offset);
    }

    /** Takes back the last document. */
    void restore(byte[] document) {
        texts.shownIn(document);
    }
}
