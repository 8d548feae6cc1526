package org.demarche.broker;

import java.util.concurrent.CompletableFuture;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/**
 * Kafka's own answer to a fatal fault is to halt the process; a broker inside a test must not, so
 * here it becomes a failed future.
 */
final class FatalFaults implements FaultHandlerFactory {

    private final CompletableFuture<Void> fatal = new CompletableFuture<>();

    /** Never completes but by the first fatal fault. */
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
