package org.demarche.broker;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.slf4j.LoggerFactory;

/**
 * The broker as a process of its own: {@code Main --data DIR --port N}. Ends at SIGTERM, or with 1
 * when it cannot start or go on.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        if (args.length != 4 || !args[0].equals("--data") || !args[2].equals("--port")) {
            System.err.println("Usage: org.demarche.broker.Main --data DIR --port N");
            System.exit(2);
        }
        System.setProperty(
                "logback.configurationFile",
                System.getProperty("logback.configurationFile", "broker-logback.xml"));
        var log = LoggerFactory.getLogger(Main.class);
        try {
            var broker = EmbeddedBroker.start(Path.of(args[1]), Integer.parseInt(args[3]));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
            log.info("listening on {}", broker.bootstrapServers());
            broker.failure().join();
        } catch (BrokerException e) {
            log.error("{}", e.getMessage());
            System.exit(1);
        } catch (CompletionException e) {
            log.error("the broker failed and ends", e);
            System.exit(1);
        }
    }
}
