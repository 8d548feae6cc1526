package org.demarche.cli;

import com.sun.net.httpserver.Headers;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that gives prepared answers, in order, and keeps what it was asked. */
public final class FakeGateway implements AutoCloseable {

    private final HttpServer server;
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch silent = new CountDownLatch(1);
    private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
    private final List<String> conditions = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param ending of the answer, once its body is sent
     */
    public record Answer(int status, String body, Map<String, String> headers, Ending ending) {}

    public enum Ending {
        WHOLE,
        /** The connection is closed before all that was announced is sent. */
        BROKEN,
        /** Nothing more is sent, and the connection stays open. */
        SILENT
    }

    public record Asked(String request, String body) {}

    public FakeGateway() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        server.createContext("/", this::serve);
        // an answer that falls silent keeps no other request waiting
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public FakeGateway answers(int status, String body) {
        return prepares(new Answer(status, body, Map.of(), Ending.WHOLE));
    }

    /** With the tag of the entry that it answers. */
    public FakeGateway answersTagged(String tag, String body) {
        return answersWith(Map.of("ETag", tag), body);
    }

    public FakeGateway answersWith(Map<String, String> headers, String body) {
        return prepares(new Answer(200, body, headers, Ending.WHOLE));
    }

    public FakeGateway refusesForNow() {
        var problem = "{\"title\":\"Kafka is away\",\"status\":503}";
        return prepares(new Answer(503, problem, Map.of("Retry-After", "0"), Ending.WHOLE));
    }

    public FakeGateway sendsTo(String location) {
        return prepares(new Answer(308, "", Map.of("Location", location), Ending.WHOLE));
    }

    public FakeGateway answersToBeCitedAt(String link) {
        var header = "<%s>; rel=\"canonical\"".formatted(link);
        return prepares(new Answer(200, "{}", Map.of("Link", header), Ending.WHOLE));
    }

    public FakeGateway breaksOffAfter(String body) {
        return prepares(new Answer(200, body, Map.of(), Ending.BROKEN));
    }

    public FakeGateway fallsSilentAfter(String body) {
        return prepares(new Answer(200, body, Map.of(), Ending.SILENT));
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

    /** The header Accept of each request. */
    public List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** On which condition each request is to be done: a header and its value; else empty. */
    public List<String> conditions() {
        return List.copyOf(conditions);
    }

    /** The read token of each request. */
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    /** The access token of each request; {@code null} as a text if it has none. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** Waits until an answer has fallen silent. */
    public void awaitSilence() throws InterruptedException {
        if (!silent.await(60, TimeUnit.SECONDS)) throw new AssertionError("it was not asked");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Demarche-Token")));
            if (onlyWaits(exchange.getRequestHeaders())) {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write(new byte[] {'{', '}'});
                return;
            }
            asked.add(
                    new Asked(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body));
            accepted.add(String.valueOf(exchange.getRequestHeaders().getFirst("Accept")));
            conditions.add(condition(exchange.getRequestHeaders()));
            authorizations.add(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            var answer = answers.removeFirst();
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    answer.status(),
                    answer.ending() == Ending.WHOLE ? bytes.length : bytes.length + 1);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            if (answer.ending() == Ending.SILENT) {
                silent.countDown();
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A read with a token, where no answer is prepared, is one that only waits for the token. */
    private boolean onlyWaits(Headers headers) {
        return answers.isEmpty() && headers.containsKey("Demarche-Token");
    }

    private static String condition(Headers headers) {
        return Stream.of("If-match", "If-none-match")
                .filter(headers::containsKey)
                .map(name -> name + ": " + headers.getFirst(name))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
