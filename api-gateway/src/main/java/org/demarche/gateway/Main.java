package org.demarche.gateway;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the gateway. What keeps it from ever answering ends the process with status 1. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        var context = ApplicationContext.builder(arguments).mainClass(Main.class).build();
        Runtime.getRuntime().addShutdownHook(new Thread(context::stop, "stop"));
        try {
            var server = context.start().getBean(EmbeddedServer.class).start();
            LOG.info("Listening on {}", server.getURI());
        } catch (RuntimeException e) {
            LOG.error("Cannot start: {}", rootOf(e).getMessage());
            LOG.debug("Cannot start", e);
            System.exit(1);
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
