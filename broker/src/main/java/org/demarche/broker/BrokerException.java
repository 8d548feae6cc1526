package org.demarche.broker;

import org.jspecify.annotations.Nullable;

/**
 * The broker cannot start or go on; the message is one sentence that names the culprit and says
 * what to do.
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
