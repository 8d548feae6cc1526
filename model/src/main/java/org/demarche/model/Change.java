package org.demarche.model;

/** Of a statement's reports: one more, or one less. */
enum Change {
    ADDED,
    REMOVED;

    Change inverse() {
        return this == ADDED ? REMOVED : ADDED;
    }

    /** At least one other report attests it. */
    void make(Statement statement, Facts facts) {
        if (this == ADDED) {
            statement.add(facts);
        } else {
            statement.remove(facts);
        }
    }

    /** In the counts of a tally that has the statement. */
    void count(Tally tally, Facts facts) {
        if (this == ADDED) {
            tally.add(facts);
        } else {
            tally.remove(facts);
        }
    }
}
