package org.demarche.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds whether a part of the stack is ready: a service by its health, the broker by an answer. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * Kafka's ApiVersions request, version 0, without a client id: length 10, api key 18, version
     * 0, correlation id 1, null.
     */
    private static final byte[] API_VERSIONS = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1};

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    boolean of(String address, boolean speaksHttp) {
        return speaksHttp ? says(address) : answersKafka(URI.create("tcp://" + address));
    }

    /** Returns the warnings of a part. A part with warnings may be ready. */
    List<String> warnings(@Nullable String url) {
        return Optional.ofNullable(url).flatMap(this::ask).stream()
                .flatMap(answer -> warningsIn(answer.body()))
                .toList();
    }

    private static Stream<String> warningsIn(String body) {
        try {
            return JSON.readTree(body).findValues("warnings").stream()
                    .flatMap(list -> list.valueStream())
                    .map(JsonNode::asText);
        } catch (JsonProcessingException _) {
            return Stream.empty(); // another program answers there
        }
    }

    private boolean says(String url) {
        return ask(url).filter(answer -> answer.statusCode() == 200).isPresent();
    }

    private Optional<HttpResponse<String>> ask(String url) {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/health/readiness"))
                        .timeout(PATIENCE)
                        .build();
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Whether the broker answers a request. A connection alone proves nothing, because the broker's
     * socket accepts it before the broker can answer.
     */
    private static boolean answersKafka(URI address) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()),
                    (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(API_VERSIONS);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
