package org.demarche.position;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the service. What keeps it from folding ends the process with status 1, at the start or
 * later; only a version that stopped, which starting again would not help, leaves it up to say why.
 */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        var context = ApplicationContext.builder(arguments).mainClass(Main.class).build();
        Runtime.getRuntime().addShutdownHook(new Thread(context::stop, "stop"));
        try {
            var server = context.start().getBean(EmbeddedServer.class).start();
            LOG.info("Listening on {}", server.getURI());
            var why = context.getBean(Workers.class).broken().join();
            LOG.error("Ending, so that a supervisor can start it again: {}", why.toString());
            System.exit(1);
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
