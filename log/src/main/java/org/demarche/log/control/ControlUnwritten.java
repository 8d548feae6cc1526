package org.demarche.log.control;

import org.jspecify.annotations.Nullable;

/** A decision that was not taken, or whose outcome is unknown. */
public final class ControlUnwritten extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean contended;

    ControlUnwritten(boolean contended, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.contended = contended;
    }

    /** Whether others decided first; if not, the outcome is unknown. */
    public boolean isContended() {
        return contended;
    }
}
