package org.demarche.bench.bare;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** Starts the route on a port of this machine, and runs until the process ends. */
public final class BareServer {

    private BareServer() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "bench-logback.xml");
        ApplicationContext.builder(
                        Map.of(
                                "micronaut.server.host",
                                "127.0.0.1",
                                "micronaut.server.port",
                                arguments[0]))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }
}
