package org.demarche.bench.result;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The measurement is impossible. The message tells the user the reason. */
public final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BenchException(String message) {
        super(message);
    }

    /**
     * Returns the reason why a measurement failed, for the user. If another thread failed, the
     * reason is the failure of that thread.
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
        return "The measurement failed: " + (message == null ? kind : kind + ": " + message);
    }
}
