package org.demarche.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Pause;

/**
 * The client of the API that all commands use. Every refusal becomes a {@link Failure} with the
 * problem in words.
 */
public final class Gateway {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final String TOKEN = "Demarche-Token";
    private static final String VERSION = "Demarche-Version";

    /**
     * The longest wait for reads to catch up. Folding takes seconds, but a restarted gateway fills
     * its evidence first.
     */
    private static final Duration LONGEST_FOLDING = Duration.ofMinutes(10);

    private final GatewayConnection connection;

    public Gateway(URI root) {
        this(root, Optional.empty(), Optional.empty());
    }

    /**
     * @param token the access token that each request sends; empty for none
     * @param trust the certificates to trust; empty for those that Java trusts
     */
    public Gateway(URI root, Optional<String> token, Optional<SSLContext> trust) {
        connection = new GatewayConnection(root, token, trust);
    }

    /**
     * @param status the status of a success, such as 201, or the other status that the caller
     *     accepts as an answer
     * @param tag the entity tag of the entry or document that was read; empty if it has none
     * @param version the version of the projection that answered, such as {@code positions/3}; may
     *     be empty
     * @param token the read token of the answer; a request that sends it gets no older answer
     */
    public record Reply(int status, JsonNode body, String tag, String version, String token) {

        public boolean isConflict() {
            return status == 409;
        }

        /** Returns the failure that ends the command after a conflict. */
        public Failure refusal() {
            return ApiProblem.of(status, body).failure();
        }
    }

    /** Returns the root address, to which paths are added. */
    public URI root() {
        return connection.root();
    }

    public JsonNode get(Address address) {
        return get(address.toString());
    }

    /**
     * @param path the path from the root, with its segments already encoded
     */
    public JsonNode get(String path) {
        return reply(connection.request(path).build()).body();
    }

    /**
     * An answer that can be cited.
     *
     * @param canonical the address whose answer always stays the same; empty if there is none
     * @param version the version of the projection that answered, such as {@code positions/3}
     */
    public record Linked(JsonNode body, Optional<String> canonical, String version) {}

    public Linked linked(Address address) {
        var answer =
                connection.send(
                        connection.request(address.toString()).build(), BodyHandlers.ofString());
        requireGood(answer);
        var canonical =
                answer.headers().allValues("Link").stream()
                        .filter(link -> link.endsWith("; rel=\"canonical\""))
                        .map(link -> link.substring(1, link.indexOf('>')))
                        .findFirst();
        var version = answer.headers().firstValue(VERSION).orElse("");
        return new Linked(parse(answer.body()), canonical, version);
    }

    /**
     * Returns the same as {@link #get}, or empty if the status is 404.
     *
     * @param path the path from the root, with its segments already encoded
     */
    public Optional<JsonNode> find(String path) {
        var request = connection.request(path).build();
        var answer = connection.send(request, BodyHandlers.ofString());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(reply(answer).body());
    }

    /**
     * Puts an entry under an id that has none. If the id already has an entry with these values, an
     * earlier attempt or another import has put it, and the call succeeds.
     *
     * @param path the path from the root, with its segments already encoded
     */
    public void putNew(String path, JsonNode body) {
        var put =
                connection
                        .request(path)
                        .header("Content-Type", "application/json")
                        .header("If-None-Match", "*")
                        .PUT(BodyPublishers.ofString(body.toString()))
                        .build();
        var answer = connection.send(put, BodyHandlers.ofString());
        var isThere = answer.statusCode() == 412 && find(path).filter(has(body)).isPresent();
        if (!isThere) reply(answer);
    }

    private static Predicate<JsonNode> has(JsonNode body) {
        return there ->
                body.propertyStream()
                        .allMatch(field -> field.getValue().equals(there.get(field.getKey())));
    }

    public Reply post(Address address, byte[] json) {
        return reply(jsonRequest("POST", address, json));
    }

    /** Works like {@link #post}, but also returns an answer with the status 409 (conflict). */
    public Reply postOrConflict(Address address, byte[] json) {
        return replyOr(409, jsonRequest("POST", address, json));
    }

    /**
     * Gets an answer with its entity tag. A refusal with the given status is returned, not thrown.
     */
    public Reply getOr(int status, Address address) {
        return replyOr(status, connection.request(address.toString()).build());
    }

    /**
     * Gets a document with its entity tag. The status is 304 if the document still has the given
     * tag.
     *
     * @param tag the entity tag of the document that was read before; empty for any
     * @param token the read token of an earlier read; may be empty
     */
    public Reply getUnless(String tag, String token, Address address) {
        var request = connection.request(address.toString());
        if (!tag.isEmpty()) request.header("If-None-Match", tag);
        if (!token.isEmpty()) request.header(TOKEN, token);
        return replyOr(304, request.build());
    }

    /**
     * Puts an entry on a condition. Returns the answer with status 412 if the condition is not met,
     * and with status 422 if the API refuses a value. Other refusals are thrown.
     *
     * @param condition the name of a header, such as {@code If-Match}
     */
    public Reply putIf(String condition, String value, Address address, JsonNode body) {
        var put =
                connection
                        .request(address.toString())
                        .header("Content-Type", "application/json")
                        .header(condition, value)
                        .PUT(BodyPublishers.ofString(body.toString()))
                        .build();
        var answer = connection.send(put, BodyHandlers.ofString());
        return Set.of(412, 422).contains(answer.statusCode()) ? taken(answer) : reply(answer);
    }

    public Reply patch(Address address, byte[] json) {
        return reply(jsonRequest("PATCH", address, json));
    }

    public Reply delete(Address address) {
        return reply(connection.request(address.toString()).DELETE().build());
    }

    /**
     * Whether a read has caught up with a token. The gateway waits up to 30 seconds for this.
     *
     * @param token the read token of a write
     */
    public boolean sees(String token) {
        var request =
                connection
                        .request("/v1/positions?limit=1")
                        .header(TOKEN, token)
                        .header("Prefer", "wait=30")
                        .build();
        var answer = connection.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == 503) {
            if (!ApiProblem.of(503, answer.body()).is("not-yet")) {
                Pause.asleep(answer.headers().firstValueAsLong("Retry-After").orElse(1));
            }
            return false;
        }
        reply(answer);
        return true;
    }

    /**
     * Waits until reads have the events of a write.
     *
     * @param token the read token of the write; empty if it wrote nothing
     */
    public void awaitReading(String token) {
        var end = System.nanoTime() + LONGEST_FOLDING.toNanos();
        while (!token.isEmpty() && !sees(token)) {
            if (System.nanoTime() > end) {
                throw new Failure(
                        ExitCode.UNREACHABLE,
                        "Everything is filed, but it cannot be read after %d minutes. `demarche status` shows the state of the stack."
                                .formatted(LONGEST_FOLDING.toMinutes()));
            }
        }
    }

    /**
     * Sends lines. The answer ends with the summary.
     *
     * @param path the path from the root, with its parameters
     */
    public HttpResponse<String> lines(String path, byte[] lines) {
        return connection.send(
                connection
                        .request(path)
                        .header("Content-Type", "application/x-ndjson")
                        .timeout(Duration.ofMinutes(5))
                        .POST(BodyPublishers.ofByteArray(lines))
                        .build(),
                BodyHandlers.ofString());
    }

    /**
     * Streams an answer that is too long for memory.
     *
     * @return the stream, which the caller closes; reading fails if the connection breaks
     */
    public InputStream stream(Address address) {
        return stream(address, "*/*");
    }

    /**
     * @param accept the media type of the stream
     * @return the stream, as from {@link #stream(Address)}
     */
    public InputStream stream(Address address, String accept) {
        var request = connection.request(address.toString()).header("Accept", accept).build();
        var answer = connection.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() / 100 == 2) return answer.body();
        try (var body = answer.body()) {
            var problem = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            throw ApiProblem.of(answer.statusCode(), problem).failure();
        } catch (IOException e) {
            throw connection.unreachable(e);
        }
    }

    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest jsonRequest(String method, Address address, byte[] json) {
        return connection
                .request(address.toString())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(json))
                .build();
    }

    private Reply reply(HttpRequest request) {
        return reply(connection.send(request, BodyHandlers.ofString()));
    }

    private Reply replyOr(int status, HttpRequest request) {
        var answer = connection.send(request, BodyHandlers.ofString());
        return answer.statusCode() == status ? taken(answer) : reply(answer);
    }

    private Reply reply(HttpResponse<String> answer) {
        requireGood(answer);
        return taken(answer);
    }

    private Reply taken(HttpResponse<String> answer) {
        return new Reply(
                answer.statusCode(),
                parse(answer.body()),
                answer.headers().firstValue("ETag").orElse(""),
                answer.headers().firstValue(VERSION).orElse(""),
                answer.headers().firstValue(TOKEN).orElse(""));
    }

    private static void requireGood(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2)
            throw ApiProblem.of(answer.statusCode(), answer.body()).failure();
    }

    private JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    "The server at %s does not answer in JSON: is it a Demarche gateway?"
                            .formatted(connection.root()),
                    e);
        }
    }
}
