package org.demarche.torture.check;

import java.util.ArrayList;
import java.util.List;

/** Every position that an actor and issue had, by the offset of the log up to which it holds. */
final class PairPast {

    private final List<Long> ends = new ArrayList<>(List.of(0L));
    private final List<PairDocument> documents = new ArrayList<>(List.of(PairDocument.NOTHING));
    private final PairFold fold = new PairFold();
    private final int partition;

    PairPast(int partition) {
        this.partition = partition;
    }

    /** Adds an event. Events must be added in the order of their offsets. */
    void add(LoggedChange event) {
        fold.apply(event);
        ends.add(event.offset() + 1);
        documents.add(fold.document());
    }

    int partition() {
        return partition;
    }

    PairFold fold() {
        return fold;
    }

    PairDocument last() {
        return documents.getLast();
    }

    /**
     * Returns the lowest end of the log, not below the bound, at which the pair had this position.
     *
     * @return -1 if there is no such end
     */
    long find(PairDocument document, long bound) {
        for (var n = 0; n < ends.size(); n++) {
            var isOver = n + 1 < ends.size() && ends.get(n + 1) <= bound;
            if (!isOver && documents.get(n).equals(document)) return Math.max(bound, ends.get(n));
        }
        return -1;
    }
}
