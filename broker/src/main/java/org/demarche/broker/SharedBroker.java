package org.demarche.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * One broker for all tests of a JVM. It starts when the first test asks for it. When the JVM ends,
 * the broker stops and its data is deleted. The topics of each test have a separate prefix.
 */
public final class SharedBroker {

    private SharedBroker() {}

    /** The broker's host and port. */
    public static String get() {
        return Started.BROKER.bootstrapServers();
    }

    private static final class Started {

        static final EmbeddedBroker BROKER = start();

        private static EmbeddedBroker start() {
            try {
                var data = Files.createTempDirectory("demarche-broker");
                var broker = EmbeddedBroker.start(data, 0);
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(
                                        () -> {
                                            broker.close();
                                            Directories.deleteOrThrow(data);
                                        },
                                        "shared-broker-stop"));
                return broker;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
