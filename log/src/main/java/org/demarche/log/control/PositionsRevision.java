package org.demarche.log.control;

import org.demarche.model.Rule;

/** How the revisions of the fold of {@code positions} differ. Each is made of the same log. */
public final class PositionsRevision {

    /** The last one whose views hold events. */
    public static final int WITH_EVENTS = 2;

    /** The last one that is folded by {@link Rule#LATEST_OWN_1}. */
    public static final int FIRST_RULE = 3;

    /** The one that this release builds. */
    public static final int NOW = 4;

    private PositionsRevision() {}

    /** By which rule a version of this revision is folded, and so is read. */
    public static Rule rule(int revision) {
        return revision <= FIRST_RULE ? Rule.LATEST_OWN_1 : Rule.LATEST_OWN_2;
    }
}
