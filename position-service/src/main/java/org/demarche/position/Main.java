package org.demarche.position;

import java.time.Duration;
import org.demarche.http.Lifetime;
import org.demarche.position.version.FoldedVersions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the service. If it cannot fold, the process ends with status 1, at the start or later. A
 * version that has stopped for good does not end it: a restart would not help, and the service
 * stays up to report the reason.
 */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        Lifetime.run(
                Main.class,
                arguments,
                Duration.ZERO,
                (context, server) -> {
                    LOG.info("Listening on {}", server.getURI());
                    var why = context.getBean(FoldedVersions.class).broken().join();
                    LOG.error(
                            "Ending, so that a supervisor can start it again: {}", why.toString());
                    System.exit(1);
                });
    }
}
