package org.demarche.log.control;

import org.demarche.model.fold.Rule;

/** The revisions of the fold of {@code positions}, and how they differ. All fold the same log. */
public final class PositionsRevision {

    /** The last revision whose views have events. */
    public static final int WITH_EVENTS = 2;

    /** The last revision that is folded by {@link Rule#LATEST_OWN_1}. */
    public static final int FIRST_RULE = 3;

    /**
     * The revision that this release builds. Since revision 5 the fold refuses misplaced and forged
     * records.
     */
    public static final int NOW = 5;

    private PositionsRevision() {}

    /** Returns the rule that folds and reads a version of this revision. */
    public static Rule rule(int revision) {
        return revision <= FIRST_RULE ? Rule.LATEST_OWN_1 : Rule.LATEST_OWN_2;
    }
}
