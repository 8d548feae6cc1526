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
import java.util.Map;

/** A server that gives prepared answers, in order, and keeps what it was asked. */
public final class FakeGateway implements AutoCloseable {

    private final HttpServer server;
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param whole false where the connection is closed before all that was announced is sent
     */
    public record Answer(int status, String body, Map<String, String> headers, boolean whole) {}

    public record Asked(String request, String body) {}

    public FakeGateway() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        server.createContext("/", this::serve);
        server.start();
    }

    public FakeGateway answers(int status, String body) {
        return prepares(new Answer(status, body, Map.of(), true));
    }

    public FakeGateway refusesForNow() {
        var problem = "{\"title\":\"Kafka is away\",\"status\":503}";
        return prepares(new Answer(503, problem, Map.of("Retry-After", "0"), true));
    }

    public FakeGateway sendsTo(String location) {
        return prepares(new Answer(308, "", Map.of("Location", location), true));
    }

    public FakeGateway breaksOffAfter(String body) {
        return prepares(new Answer(200, body, Map.of(), false));
    }

    private FakeGateway prepares(Answer answer) {
        answers.add(answer);
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
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    answer.status(), answer.whole() ? bytes.length : bytes.length + 1);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
