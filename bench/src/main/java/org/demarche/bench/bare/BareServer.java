package org.demarche.bench.bare;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;

/** Starts the routes on a port of this machine, and runs until the process ends. */
public final class BareServer {

    private BareServer() {}

    /**
     * @param arguments the port, and the broker if the server takes reports
     */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "bench-logback.xml");
        var properties = new HashMap<String, Object>();
        properties.put("micronaut.server.host", "127.0.0.1");
        properties.put("micronaut.server.port", arguments[0]);
        if (arguments.length > 1) {
            properties.put(BareWrites.KAFKA, arguments[1]);
        }
        ApplicationContext.builder(properties).start().getBean(EmbeddedServer.class).start();
    }
}
