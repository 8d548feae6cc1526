package org.demarche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The API as the command line uses it. Every refusal becomes a {@link Failure} with the problem in
 * words.
 */
public final class Gateway {

    public static final ObjectMapper JSON = new ObjectMapper();

    private final URI root;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    Gateway(URI root) {
        this.root = root;
    }

    /**
     * @param path from the root, its segments already encoded
     */
    public JsonNode get(String path) {
        return body(answer(path));
    }

    /**
     * As {@link #get}; empty where the answer is that there is no such thing.
     *
     * @param path from the root, its segments already encoded
     */
    public Optional<JsonNode> find(String path) {
        var answer = answer(path);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(body(answer));
    }

    /**
     * @param path from the root, its segments already encoded
     */
    public void put(String path, JsonNode body) {
        body(
                send(
                        HttpRequest.newBuilder(URI.create(root + path))
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(40))
                                .PUT(BodyPublishers.ofString(body.toString()))
                                .build()));
    }

    /** Files lines of reports; one result a line that failed, then the summary. */
    HttpResponse<String> file(byte[] lines) {
        return send(
                HttpRequest.newBuilder(URI.create(root + "/v1/reports?results=errors"))
                        .header("Content-Type", "application/x-ndjson")
                        .timeout(Duration.ofMinutes(5))
                        .POST(BodyPublishers.ofByteArray(lines))
                        .build());
    }

    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> answer(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(Duration.ofSeconds(40))
                        .build());
    }

    private JsonNode body(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw Problem.of(answer.statusCode(), answer.body()).failure();
        }
        return parse(answer.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    "The gateway at %s cannot be reached (%s). Is it running? `demarche up` starts one."
                            .formatted(root, reason(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.UNREACHABLE, "Interrupted.", e);
        }
    }

    private JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    "What answers at %s does not speak JSON: is it a Demarche gateway?"
                            .formatted(root),
                    e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
