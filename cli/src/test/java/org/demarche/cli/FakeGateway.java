package org.demarche.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A server that gives prepared answers, in order, and keeps what it was asked. */
public final class FakeGateway implements AutoCloseable {

    private final HttpServer server;
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    public record Answer(int status, String body, String retryAfter) {}

    public record Asked(String request, String body) {}

    public FakeGateway() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        server.createContext("/", this::serve);
        server.start();
    }

    public FakeGateway answers(int status, String body) {
        answers.add(new Answer(status, body, ""));
        return this;
    }

    public FakeGateway refusesForNow() {
        answers.add(new Answer(503, "{\"title\":\"Kafka is away\",\"status\":503}", "0"));
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(
                    new Asked(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body));
            var answer = answers.removeFirst();
            if (!answer.retryAfter().isEmpty())
                exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
