package org.demarche.broker;

import java.util.concurrent.CompletableFuture;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/**
 * Turns a fatal fault of Kafka into a failed future. Kafka itself would halt the process, which a
 * broker inside a test must not do.
 */
final class FatalFaults implements FaultHandlerFactory {

    private final CompletableFuture<Void> fatal = new CompletableFuture<>();

    /** Completes only at the first fatal fault, and then exceptionally. */
    CompletableFuture<Void> fatal() {
        return fatal;
    }

    @Override
    public FaultHandler build(String name, boolean isFatal, Runnable action) {
        var log = new LoggingFaultHandler(name, action);
        if (!isFatal) return log;
        return (message, cause) -> {
            var fault = log.handleFault(message, cause);
            fatal.completeExceptionally(fault);
            return fault;
        };
    }
}
