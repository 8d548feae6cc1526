package org.demarche.log.control;

import org.demarche.log.VersionId;
import org.jspecify.annotations.Nullable;

/** A step that cannot be taken from where the projection is; nothing is written. */
public final class StepRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, for programs. */
    public enum Kind {
        /** There is no such projection. */
        UNKNOWN_PROJECTION,
        /** There is no such version, and never was. */
        UNKNOWN_VERSION,
        /** The name is another projection's. */
        NAME_TAKEN,
        /** One is being built already. */
        RUNNING,
        /** The version is in a state that this step does not lead out of. */
        WRONG_STATE
    }

    private final Kind kind;
    private final @Nullable VersionId version;

    /**
     * @param version that stands in the way, if it is one
     */
    public StepRefused(Kind kind, @Nullable VersionId version, String message) {
        super(message);
        this.kind = kind;
        this.version = version;
    }

    public Kind kind() {
        return kind;
    }

    /** The version that stands in the way. */
    public @Nullable VersionId version() {
        return version;
    }
}
