package org.demarche.position.projection;

/** A fold with a name. The service finds each projection that is a bean. */
public interface Projection {

    String name();

    /**
     * Rises with each change of the fold that changes documents. Then a replay folds the log into
     * another version.
     */
    int revision();

    /**
     * Whether this code can fold versions of that revision. It must make the same documents as code
     * of that revision, and keep everything in the view that an older release needs to take over.
     * Never true for a later revision.
     */
    default boolean folds(int revision) {
        return revision == revision();
    }

    /**
     * Whether the fold needs all fields of a report. Otherwise it gets only the fields for
     * positions, which are read faster.
     */
    default boolean readsWholeReports() {
        return true;
    }

    /**
     * The empty heap of one partition.
     *
     * @param revision of the version, one that this code folds
     */
    Fold open(int revision);
}
