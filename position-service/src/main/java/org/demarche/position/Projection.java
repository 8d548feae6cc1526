package org.demarche.position;

/** A fold with a name. The service finds each projection that is a bean. */
public interface Projection {

    String name();

    /**
     * Counts on with each change of the fold that changes documents: then the log is folded anew,
     * into another version.
     */
    int revision();

    /**
     * Whether this code goes on with versions of that revision: it makes the documents that code of
     * that revision makes, and the view keeps all that an older release needs to take it over.
     * Never true of a later revision.
     */
    default boolean folds(int revision) {
        return revision == revision();
    }

    /**
     * Whether the fold needs all that a report says, or only what positions are made of, which is
     * read faster.
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
