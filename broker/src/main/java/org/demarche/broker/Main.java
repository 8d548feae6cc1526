package org.demarche.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.LoggerFactory;

/**
 * Runs the broker as a separate process: {@code Main --data DIR --port N [--advertise HOST]}. The
 * process ends at SIGTERM, or with exit code 1 if the broker cannot start or fails. The broker
 * tells its clients to connect to HOST, where a proxy may listen on the same port. Without HOST it
 * tells them 127.0.0.1.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        var advertises = args.length == 6 && args[4].equals("--advertise");
        if (args.length < 4
                || args.length > 4 && !advertises
                || !args[0].equals("--data")
                || !args[2].equals("--port")) {
            System.err.println(
                    "Usage: org.demarche.broker.Main --data DIR --port N [--advertise HOST]");
            System.exit(2);
        }
        System.setProperty(
                "logback.configurationFile",
                System.getProperty("logback.configurationFile", "broker-logback.xml"));
        var log = LoggerFactory.getLogger(Main.class);
        try {
            var port = Integer.parseInt(args[3]);
            var more = advertises ? Settings.advertising(args[5], port) : Map.<String, String>of();
            var broker = EmbeddedBroker.start(Path.of(args[1]), port, more);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
            log.info("listening on {}", broker.bootstrapServers());
            broker.failure().join();
        } catch (BrokerException e) {
            log.error("{}", e.getMessage());
            System.exit(1);
        } catch (CompletionException e) {
            log.error("The broker has failed, and this process ends", e);
            System.exit(1);
        }
    }
}
