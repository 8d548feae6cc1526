package org.demarche.log.control;

import org.demarche.log.VersionId;
import org.jspecify.annotations.Nullable;

/** The projection is not in a state that allows the step; nothing is written. */
public final class StepRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** The reason, for programs. */
    public enum Kind {
        /** The projection does not exist. */
        UNKNOWN_PROJECTION,
        /** The projection was deleted, and its name is free. */
        DELETED,
        /** The version does not exist, and never did. */
        UNKNOWN_VERSION,
        /** Another projection has the name. */
        NAME_TAKEN,
        /** Another version is being built. */
        RUNNING,
        /** The step is not possible from the version's state. */
        WRONG_STATE
    }

    private final Kind kind;
    private final @Nullable VersionId version;

    /**
     * @param version the version that prevents the step; null if none does
     */
    public StepRefused(Kind kind, @Nullable VersionId version, String message) {
        super(message);
        this.kind = kind;
        this.version = version;
    }

    public Kind kind() {
        return kind;
    }

    /** The version that prevents the step. */
    public @Nullable VersionId version() {
        return version;
    }
}
