package org.demarche.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Pause;

/**
 * The API for the command line. Every refusal becomes a {@link Failure} with the problem in words.
 * It follows the redirect of a merged entry's id.
 */
public final class Gateway {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final String AUTHORIZATION = "Authorization";
    private static final String TOKEN = "Demarche-Token";
    private static final String VERSION = "Demarche-Version";
    private static final int MOST_REDIRECTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Folding takes seconds, but a restarted gateway fills its evidence first. */
    private static final Duration LONGEST_FOLDING = Duration.ofMinutes(10);

    private final URI root;
    private final HttpClient http;

    private final Optional<String> token;

    public Gateway(URI root) {
        this(root, Optional.empty(), Optional.empty());
    }

    /**
     * @param token the access token that each request to this gateway has
     * @param trust of the gateway's certificate; empty for that of Java
     */
    public Gateway(URI root, Optional<String> token, Optional<SSLContext> trust) {
        this.root = root;
        this.token = token;
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        // it would send the access token to another host, too
                        .followRedirects(HttpClient.Redirect.NEVER);
        trust.ifPresent(client::sslContext);
        http = client.build();
    }

    /**
     * @param status of success, such as 201, or the one that the caller takes as an answer, too
     * @param tag of the entry or document that was read; empty if it has none
     * @param version of the projection that answered, such as {@code positions/3}; may be empty
     * @param token of the read; whoever sends it back gets no older version
     */
    public record Reply(int status, JsonNode body, String tag, String version, String token) {

        public boolean isConflict() {
            return status == 409;
        }

        /** The failure that ends the command after a conflict. */
        public Failure refusal() {
            return ApiProblem.of(status, body).failure();
        }
    }

    /** The address under which its paths are. */
    public URI root() {
        return root;
    }

    public JsonNode get(Address address) {
        return get(address.toString());
    }

    /**
     * @param path from the root, its segments already encoded
     */
    public JsonNode get(String path) {
        return reply(request(path).timeout(PATIENCE).build()).body();
    }

    /**
     * An answer that can be cited.
     *
     * @param canonical the address whose answer always stays the same; empty if there is none
     * @param version of the projection that answered, such as {@code positions/3}
     */
    public record Linked(JsonNode body, Optional<String> canonical, String version) {}

    public Linked linked(Address address) {
        var answer =
                send(
                        request(address.toString()).timeout(PATIENCE).build(),
                        BodyHandlers.ofString());
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
     * Like {@link #get}; empty if the answer is 404.
     *
     * @param path from the root, its segments already encoded
     */
    public Optional<JsonNode> find(String path) {
        var request = request(path).timeout(PATIENCE).build();
        var answer = send(request, BodyHandlers.ofString());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(reply(answer).body());
    }

    /**
     * Puts an entry, unless the id has another one. If the id has the same one, an earlier attempt
     * or another import has put it.
     *
     * @param path from the root, its segments already encoded
     */
    public void putNew(String path, JsonNode body) {
        var put =
                request(path)
                        .header("Content-Type", "application/json")
                        .header("If-None-Match", "*")
                        .timeout(PATIENCE)
                        .PUT(BodyPublishers.ofString(body.toString()))
                        .build();
        var answer = send(put, BodyHandlers.ofString());
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

    /** Like {@link #post}, but a conflict is an answer, too. */
    public Reply postOrConflict(Address address, byte[] json) {
        return replyOr(409, jsonRequest("POST", address, json));
    }

    /** As {@link #get}, with the tag; a refusal of this status is an answer, too. */
    public Reply getOr(int status, Address address) {
        return replyOr(status, request(address.toString()).timeout(PATIENCE).build());
    }

    /**
     * As {@link #get}, with the tag; if the document still has this tag, the status is 304.
     *
     * @param tag of the document that was read; empty for any
     * @param token of an earlier read; may be empty
     */
    public Reply getUnless(String tag, String token, Address address) {
        var request = request(address.toString()).timeout(PATIENCE);
        if (!tag.isEmpty()) request.header("If-None-Match", tag);
        if (!token.isEmpty()) request.header(TOKEN, token);
        return replyOr(304, request.build());
    }

    /**
     * Puts an entry on a condition. That it does not hold is an answer, too, of status 412, and so
     * is a refusal of its values, of status 422.
     *
     * @param condition the name of a header, such as {@code If-Match}
     */
    public Reply putIf(String condition, String value, Address address, JsonNode body) {
        var put =
                request(address.toString())
                        .header("Content-Type", "application/json")
                        .header(condition, value)
                        .timeout(PATIENCE)
                        .PUT(BodyPublishers.ofString(body.toString()))
                        .build();
        var answer = send(put, BodyHandlers.ofString());
        return Set.of(412, 422).contains(answer.statusCode()) ? taken(answer) : reply(answer);
    }

    public Reply patch(Address address, byte[] json) {
        return reply(jsonRequest("PATCH", address, json));
    }

    public Reply delete(Address address) {
        return reply(request(address.toString()).timeout(PATIENCE).DELETE().build());
    }

    /**
     * Whether a read has caught up with a token. It waits half a minute for this.
     *
     * @param token of a write
     */
    public boolean sees(String token) {
        var request =
                request("/v1/positions?limit=1")
                        .header(TOKEN, token)
                        .header("Prefer", "wait=30")
                        .timeout(PATIENCE)
                        .build();
        var answer = send(request, BodyHandlers.ofString());
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
     * Returns when reads have what a write wrote.
     *
     * @param token of the write; empty if it wrote nothing
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
     * @param path from the root, with its parameters
     */
    public HttpResponse<String> lines(String path, byte[] lines) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-ndjson")
                        .timeout(Duration.ofMinutes(5))
                        .POST(BodyPublishers.ofByteArray(lines))
                        .build(),
                BodyHandlers.ofString());
    }

    /**
     * Streams an answer that is too long for memory.
     *
     * @return to be closed; reading it fails where the connection breaks
     */
    public InputStream stream(Address address) {
        return stream(address, "*/*");
    }

    /**
     * @param accept the media type of the stream
     * @return as {@link #stream(Address)}
     */
    public InputStream stream(Address address, String accept) {
        var request =
                request(address.toString()).header("Accept", accept).timeout(PATIENCE).build();
        var answer = send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() / 100 == 2) return answer.body();
        try (var body = answer.body()) {
            var problem = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            throw ApiProblem.of(answer.statusCode(), problem).failure();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(root + path));
            token.ifPresent(own -> request.header(AUTHORIZATION, "Bearer " + own));
            return request;
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "%s is not an address: %s. Percent-encode all characters but letters and digits: a space is %%20."
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    private HttpRequest jsonRequest(String method, Address address, byte[] json) {
        return request(address.toString())
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(method, BodyPublishers.ofByteArray(json))
                .build();
    }

    private Reply reply(HttpRequest request) {
        return reply(send(request, BodyHandlers.ofString()));
    }

    private Reply replyOr(int status, HttpRequest request) {
        var answer = send(request, BodyHandlers.ofString());
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

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
        try {
            var answer = http.send(request, body);
            for (var left = MOST_REDIRECTS; left > 0; left--) {
                var next = redirected(answer);
                if (next.isEmpty()) {
                    break;
                }
                answer = http.send(next.get(), body);
            }
            return answer;
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.UNREACHABLE, "Interrupted.", e);
        }
    }

    /** The request to send after this answer; empty if it is no redirect that may be followed. */
    private static Optional<HttpRequest> redirected(HttpResponse<?> answer) {
        var status = answer.statusCode();
        var request = answer.request();
        var isRead = request.method().equals("GET");
        if (status != 307 && status != 308 && !(isRead && (status == 301 || status == 302))) {
            return Optional.empty();
        }
        return answer.headers()
                .firstValue("Location")
                .flatMap(location -> resolved(request.uri(), location))
                .filter(to -> !request.uri().getScheme().equals("https") || isHttps(to))
                .map(
                        to ->
                                HttpRequest.newBuilder(
                                                request,
                                                (name, _) ->
                                                        isSameServer(request.uri(), to)
                                                                || !name.equalsIgnoreCase(
                                                                        AUTHORIZATION))
                                        .uri(to)
                                        .build());
    }

    private static Optional<URI> resolved(URI from, String location) {
        try {
            return Optional.of(from.resolve(location)).filter(to -> to.getHost() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isHttps(URI to) {
        return "https".equals(to.getScheme());
    }

    private static boolean isSameServer(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getAuthority().equals(other.getAuthority());
    }

    private Failure unreachable(IOException e) {
        if (e instanceof SSLHandshakeException) {
            return new Failure(
                    ExitCode.UNREACHABLE,
                    "The certificate of the gateway at %s does not hold (%s). If another authority signs it, name that one's certificates with --ca."
                            .formatted(root, reason(e)),
                    e);
        }
        return new Failure(
                ExitCode.UNREACHABLE,
                "The gateway at %s cannot be reached (%s). Is it running? `demarche up` starts one."
                        .formatted(root, reason(e)),
                e);
    }

    private JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    "The server at %s does not answer in JSON: is it a Demarche gateway?"
                            .formatted(root),
                    e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
