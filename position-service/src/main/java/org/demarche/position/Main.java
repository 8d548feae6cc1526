package org.demarche.position;

import java.time.Duration;
import org.demarche.http.ServiceLifecycle;
import org.demarche.position.version.FoldedVersions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the service. If the service cannot fold, the process ends with status 1, at the start or
 * later. A version that has stopped for good does not end the process, because a restart would not
 * help. The service stays up and shows the reason.
 */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        ServiceLifecycle.run(
                Main.class,
                arguments,
                Duration.ZERO,
                (context, server) -> {
                    LOG.info("Listening on {}", server.getURI());
                    var why = context.getBean(FoldedVersions.class).broken().join();
                    LOG.error(
                            "The service ends, so that a supervisor can restart it: {}",
                            why.toString());
                    System.exit(1);
                });
    }
}
