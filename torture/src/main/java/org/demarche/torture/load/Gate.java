package org.demarche.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends requests to the gateway as a plain client of HTTP. */
public final class Gate {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> WRITTEN = Set.of(200, 201);
    private static final Set<Integer> LATER = Set.of(200, 201, 503, 504);

    private final String url;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    public Gate(String url) {
        this.url = url;
    }

    /**
     * An answer, or the lack of one.
     *
     * @param status 0 if the answer never came
     * @param text the body, or the reason why there is no answer
     */
    public record Reply(int status, String text, String token, String version) {

        public boolean isDone() {
            return WRITTEN.contains(status);
        }

        /** Whether the outcome is unknown, so that a repeat may get another answer. */
        public boolean isUnknown() {
            return status == 0 || status == 504;
        }

        /** The fault of this answer to a good request; empty if it has none. */
        public String faultOfGood() {
            return status == 0 || LATER.contains(status) ? "" : status + " " + text;
        }

        /** The fault of this answer to a bad request; empty if it has none. */
        public String faultOfBad() {
            return isDone() || status == 500 ? status + " " + text : "";
        }

        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                return JSON.missingNode();
            }
        }

        /** The number of the version that answered; 0 if the answer names none. */
        public int number() {
            return Integer.parseInt("0" + version.replaceAll("^.*/", ""));
        }
    }

    public Reply get(String path, String token, Duration timeout) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path)).GET();
        if (!token.isEmpty()) {
            request.header("Demarche-Token", token)
                    .header("Prefer", "wait=" + timeout.toSeconds() / 2);
        }
        return send(request, timeout);
    }

    /**
     * @param body the body in JSON; null for no body
     */
    public Reply send(String method, String path, @Nullable String body, Duration timeout)
            throws InterruptedException {
        var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .method(method, content)
                        .header("Content-Type", "application/json"),
                timeout);
    }

    private Reply send(HttpRequest.Builder request, Duration timeout) throws InterruptedException {
        try {
            var answer = client.send(request.timeout(timeout).build(), BodyHandlers.ofString());
            return new Reply(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Demarche-Token").orElse(""),
                    answer.headers().firstValue("Demarche-Version").orElse(""));
        } catch (IOException e) {
            return new Reply(0, e.toString(), "", "");
        }
    }
}
