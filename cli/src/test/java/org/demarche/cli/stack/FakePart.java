package org.demarche.cli.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part as the supervisor sees it: a process that listens, says that it is ready, and ends when
 * asked to. Where a file {@code unready} lies in its folder, it says that it is not; what a file
 * {@code details} has, it answers.
 */
public final class FakePart {

    private FakePart() {}

    public static void http() throws Exception {
        System.out.println("seeds: " + System.getenv("DEMARCHE_SEEDS"));
        serve(System.getenv("MICRONAUT_SERVER_PORT"));
        var operation = System.getenv("DEMARCHE_OPERATION_PORT");
        if (operation != null) {
            serve(operation);
        }
    }

    private static void serve(String port) throws IOException {
        var server =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(port)),
                        10);
        server.createContext(
                "/health/readiness",
                exchange -> {
                    var ready = !Files.exists(Path.of("unready"));
                    var details = Path.of("details");
                    var body = Files.exists(details) ? Files.readAllBytes(details) : new byte[0];
                    exchange.sendResponseHeaders(
                            ready ? 200 : 503, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    /** Answers the first bytes of any request with as many. */
    public static void kafka(int port) throws Exception {
        try (var server = new ServerSocket(port, 10, InetAddress.ofLiteral("127.0.0.1"))) {
            while (true) {
                try (var client = server.accept()) {
                    var request = client.getInputStream().readNBytes(14);
                    client.getOutputStream().write(request);
                }
            }
        }
    }
}
