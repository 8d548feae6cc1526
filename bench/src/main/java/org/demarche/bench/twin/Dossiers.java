package org.demarche.bench.twin;

import java.util.LinkedHashMap;
import java.util.function.Function;
import org.demarche.model.Subject;
import org.demarche.model.fold.Dossier;

/**
 * Keeps the dossiers that were used last in the heap, up to a number of reports. Any other dossier
 * is folded again from the store.
 */
final class Dossiers {

    /** The most reports of one task, which has one partition. */
    static final int MOST_REPORTS = 150_000;

    private final int most;
    private final LinkedHashMap<Subject, Held> all = new LinkedHashMap<>(16, 0.75f, true);
    private int reports;

    private static final class Held {
        private final Dossier dossier;
        private int reports;

        Held(Dossier dossier, int reports) {
            this.dossier = dossier;
            this.reports = reports;
        }
    }

    /**
     * @param reports the number of reports that were folded into the dossier
     */
    record Folded(Dossier dossier, int reports) {}

    Dossiers(int most) {
        this.most = most;
    }

    Dossier get(Subject subject, Function<Subject, Folded> fold) {
        var held = all.get(subject);
        if (held == null) {
            var folded = fold.apply(subject);
            held = new Held(folded.dossier(), folded.reports());
            reports += held.reports;
            all.put(subject, held);
            forget();
        }
        return held.dossier;
    }

    /** Counts one more report in the dossier that was used last. */
    void grow(Subject subject) {
        var held = all.get(subject);
        if (held != null) {
            held.reports++;
            reports++;
        }
    }

    /** Drops dossiers, except for the one that was used last. */
    private void forget() {
        var eldest = all.entrySet().iterator();
        while (reports > most && all.size() > 1) {
            reports -= eldest.next().getValue().reports;
            eldest.remove();
        }
    }
}
