package org.demarche.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The API as a client sees it. */
record Gateway(URI url) {

    /** The status of a request that got no answer. */
    static final int NONE = 0;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    /**
     * @param status {@link #NONE} if there was no answer
     * @param token empty if it has none
     * @param version of {@code positions}, as its number; 0 if it names none
     */
    record Answer(int status, JsonNode json, String token, int version) {}

    Answer get(String path, String token) throws InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(path)).header("Prefer", "wait=10");
        return send(token.isEmpty() ? request : request.header("Demarche-Token", token));
    }

    Answer post(String path, String json) throws InterruptedException {
        return send(withBody(path).POST(BodyPublishers.ofString(json)));
    }

    Answer put(String path, String json) throws InterruptedException {
        return send(withBody(path).PUT(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder withBody(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Content-Type", "application/json");
    }

    private static Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            var response =
                    CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
            var version = header(response, "Demarche-Version");
            return new Answer(
                    response.statusCode(),
                    JSON.readTree(response.body()),
                    header(response, "Demarche-Token"),
                    version.startsWith("positions/")
                            ? Integer.parseInt(version.substring("positions/".length()))
                            : 0);
        } catch (IOException _) {
            return new Answer(NONE, MissingNode.getInstance(), "", 0);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
