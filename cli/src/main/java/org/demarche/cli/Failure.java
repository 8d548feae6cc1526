package org.demarche.cli;

import org.jspecify.annotations.Nullable;

/**
 * What ends a command before its time: sentences for the user, and the exit code that a script
 * sees.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    public Failure(int exitCode, String message) {
        this(exitCode, message, null);
    }

    public Failure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
