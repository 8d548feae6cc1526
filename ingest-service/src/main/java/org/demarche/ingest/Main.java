package org.demarche.ingest;

import org.demarche.http.ServiceLifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the service. If it can never take a report, the process ends with status 1. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        ServiceLifecycle.run(
                Main.class,
                arguments,
                ServiceLifecycle.STILL_ANSWERS,
                (context, server) -> {
                    LOG.info(
                            "Listening on {}, and for operation on port {}",
                            server.getURI(),
                            context.getRequiredProperty("endpoints.all.port", Integer.class));
                    context.getBean(Startup.class).done().join();
                });
    }
}
