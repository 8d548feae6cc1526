package org.demarche.position.projection;

/** A fold with a name. The service finds each projection that is a bean. */
public interface Projection {

    String name();

    /**
     * The revision rises with each change of the fold that changes documents. Then a replay folds
     * the log into another version.
     */
    int revision();

    /**
     * Whether this code can fold versions of that revision. The code must make the same documents
     * as code of that revision, and keep everything in the view that an older release needs to take
     * over. The answer for a later revision is always false.
     */
    default boolean folds(int revision) {
        return revision == revision();
    }

    /**
     * Whether the fold needs all fields of a report. If not, it gets only the fields for positions,
     * because reading these is faster.
     */
    default boolean readsWholeReports() {
        return true;
    }

    /**
     * Returns the empty heap of one partition.
     *
     * @param revision the version's revision, which this code must be able to fold
     */
    Fold open(int revision);
}
