package org.demarche.bench.workplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.demarche.bench.result.BenchException;

/** Sends requests to a service outside all measured times. */
public final class Http {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    public static boolean isReady(URI service) throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(service.resolve("/health/readiness"))).isObject();
        } catch (IOException | BenchException _) {
            return false;
        }
    }

    static boolean answers(URI address) throws InterruptedException {
        try {
            return page(address).length > 0;
        } catch (IOException | BenchException _) {
            return false;
        }
    }

    static JsonNode get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    /** Returns the answer that a browser with an empty cache gets. */
    public static byte[] page(URI address) throws IOException, InterruptedException {
        return bytes(HttpRequest.newBuilder(address).header("Accept", "text/html,*/*;q=0.8"));
    }

    /** Returns the answer that a program gets. */
    public static byte[] document(URI address) throws IOException, InterruptedException {
        return bytes(HttpRequest.newBuilder(address));
    }

    static JsonNode post(URI address, String json) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    static void delete(URI address) throws IOException, InterruptedException {
        var _ = send(HttpRequest.newBuilder(address).DELETE());
    }

    private static JsonNode send(HttpRequest.Builder builder)
            throws IOException, InterruptedException {
        return JSON.readTree(bytes(builder));
    }

    private static byte[] bytes(HttpRequest.Builder builder)
            throws IOException, InterruptedException {
        var request = builder.timeout(PATIENCE).build();
        var response = CLIENT.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new BenchException(
                    "%s %s was answered with %d"
                            .formatted(request.method(), request.uri(), response.statusCode()));
        }
        return response.body();
    }
}
