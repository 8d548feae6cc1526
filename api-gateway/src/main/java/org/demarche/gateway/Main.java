package org.demarche.gateway;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the gateway. If it can never answer, the process ends with status 1. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** The status of a process that SIGTERM ends: 128 and the number of the signal. */
    private static final int TERMINATED = 143;

    private Main() {}

    public static void main(String[] arguments) {
        var context = ApplicationContext.builder(arguments).mainClass(Main.class).build();
        var started = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context, started), "stop"));
        try {
            start(context, started);
            var server = context.getBean(EmbeddedServer.class).start();
            LOG.info(
                    "Listening on {}, and for operation on port {}",
                    server.getURI(),
                    context.getRequiredProperty("endpoints.all.port", Integer.class));
        } catch (RuntimeException e) {
            LOG.error("Cannot start: {}", rootOf(e).getMessage());
            LOG.debug("Cannot start", e);
            System.exit(1);
        }
    }

    private static void start(ApplicationContext context, AtomicBoolean started) {
        try {
            context.start();
        } finally {
            started.set(true);
        }
    }

    /**
     * Micronaut stops nothing during its start, which may wait for Kafka without a limit of time.
     * Until then there is nothing open to close.
     */
    private static void stop(ApplicationContext context, AtomicBoolean started) {
        if (started.get()) {
            context.stop();
        } else {
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
