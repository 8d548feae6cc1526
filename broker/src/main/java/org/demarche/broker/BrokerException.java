package org.demarche.broker;

import org.jspecify.annotations.Nullable;

/**
 * The broker cannot start, or cannot go on. The message is one sentence that names the cause and
 * the remedy.
 */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokerException(String message) {
        super(message);
    }

    BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
