package org.demarche.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.log.Token;
import org.demarche.log.access.Secret;

/**
 * A gateway as a client sees it.
 *
 * @param accessToken empty if the gateway asks for none
 */
record Api(String url, String accessToken) {

    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    Api(String url) {
        this(url, "");
    }

    /** The same gateway for somebody who has this token. */
    Api as(Secret token) {
        return new Api(url, token.reveal());
    }

    /**
     * @param token what the writes answered that were served with this answer; "" if it names none
     * @param version that answered; "" if it names none
     */
    record Answer(int status, String body, String token, String version) {

        JsonNode json() {
            return parse(body);
        }
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    /** Waits as long as a gateway may be asked to. */
    Answer get(String path, Token token) throws IOException {
        return send(
                request(path)
                        .GET()
                        .header(Token.HEADER, token.toString())
                        .header("Prefer", "wait=30"));
    }

    /** The answers to a client that sends the token once, and none from then on. */
    Map<String, String> served(Collection<String> paths, Token token) throws IOException {
        var served = new TreeMap<String, String>();
        for (var path : paths) {
            if (served.isEmpty()) get(path, token);
            served.put(path, get(path).body());
        }
        return served;
    }

    Answer post(String path, String type, String body) throws IOException {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    Answer patch(String path, String body) throws IOException {
        return send(
                request(path)
                        .header("Content-Type", JSON)
                        .method("PATCH", BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body) throws IOException {
        return send(request(path).header("Content-Type", JSON).PUT(BodyPublishers.ofString(body)));
    }

    static JsonNode parse(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(body, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(1));
        return accessToken.isEmpty()
                ? request
                : request.header("Authorization", "Bearer " + accessToken);
    }

    private static Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            var token = response.headers().firstValue(Token.HEADER).orElse("");
            var version = response.headers().firstValue("Demarche-Version").orElse("");
            return new Answer(response.statusCode(), response.body(), token, version);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
