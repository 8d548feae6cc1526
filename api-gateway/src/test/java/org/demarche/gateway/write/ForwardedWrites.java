package org.demarche.gateway.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A gateway before a fake ingest service. */
abstract class ForwardedWrites {

    static final String STREAM =
            """
            POST /v1/reports?results=errors HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/x-ndjson\r
            Transfer-Encoding: chunked\r
            \r
            """;

    static ServerSocket ingest;

    static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        ingest = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ingest.setSoTimeout(Wire.PATIENCE_MILLIS);
        stack =
                Stack.start(
                        Map.of("demarche.ingest.url", "http://127.0.0.1:" + ingest.getLocalPort()));
    }

    @AfterAll
    static void stop() throws IOException {
        stack.close();
        ingest.close();
    }

    static String post(String body) {
        return """
        POST /v1/reports HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
                .formatted(body.length(), body);
    }

    static String body(Wire client, Wire.Head answer) throws IOException {
        return new String(
                client.read(Integer.parseInt(answer.headers().get("content-length"))), UTF_8);
    }

    static Wire client() throws IOException {
        return Wire.to(stack.port());
    }

    static Wire service() throws IOException {
        return new Wire(ingest.accept());
    }
}
