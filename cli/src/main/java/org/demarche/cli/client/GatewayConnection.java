package org.demarche.cli.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/**
 * Sends requests to a gateway, each with the access token. It follows the redirect of a merged
 * entry's id, and sends the token to no other server.
 */
final class GatewayConnection {

    private static final String AUTHORIZATION = "Authorization";
    private static final int MOST_REDIRECTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final URI root;
    private final HttpClient http;
    private final Optional<String> token;

    GatewayConnection(URI root, Optional<String> token, Optional<SSLContext> trust) {
        this.root = root;
        this.token = token;
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        // Java's client would send the access token to the host of a redirect, too
                        .followRedirects(HttpClient.Redirect.NEVER);
        trust.ifPresent(client::sslContext);
        http = client.build();
    }

    URI root() {
        return root;
    }

    /**
     * @param path the path from the root, with its segments already encoded
     */
    HttpRequest.Builder request(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE);
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

    /** Sends a request, and follows redirects. */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
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

    /**
     * Returns the request to send after a redirect; empty if the answer is no redirect that may be
     * followed.
     */
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

    /** Returns the failure for a connection that broke, or was never made. */
    Failure unreachable(IOException e) {
        if (e instanceof SSLHandshakeException) {
            return new Failure(
                    ExitCode.UNREACHABLE,
                    "The certificate of the gateway at %s is not valid (%s). If another authority has signed it, name the file of that authority's certificates with --ca."
                            .formatted(root, reason(e)),
                    e);
        }
        return new Failure(
                ExitCode.UNREACHABLE,
                "The gateway at %s cannot be reached (%s). Is it running? `demarche up` starts one."
                        .formatted(root, reason(e)),
                e);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
