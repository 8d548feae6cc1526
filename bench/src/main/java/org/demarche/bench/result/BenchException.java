package org.demarche.bench.result;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The measurement is impossible; the message tells the user why. */
public final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BenchException(String message) {
        super(message);
    }

    /**
     * Why a measurement failed, for the user. The failure of another thread is what it failed of.
     */
    public static String sentence(Throwable failure) {
        var cause = failure.getCause();
        if (cause != null
                && (failure instanceof ExecutionException
                        || failure instanceof CompletionException)) {
            return sentence(cause);
        }
        var message = failure.getMessage();
        if (failure instanceof BenchException && message != null) {
            return message;
        }
        var kind = failure.getClass().getSimpleName();
        return "It could not be measured: " + (message == null ? kind : kind + ": " + message);
    }
}
