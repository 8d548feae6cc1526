package org.demarche.gateway.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.demarche.gateway.entrance.OwnPage;
import org.demarche.gateway.entrance.Proxies;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;

/**
 * Finds the access token of a request: in the header {@code Authorization} or, if {@link
 * RequiredRole} allows it, in a browser's cookie.
 */
@Singleton
final class Credentials {

    private static final String SCHEME = "Bearer ";

    private final RequiredRole needed;
    private final Proxies proxies;

    Credentials(RequiredRole needed, Proxies proxies) {
        this.needed = needed;
        this.proxies = proxies;
    }

    /**
     * Returns the access token of a request; empty if the request has none.
     *
     * @throws Refusal with 401 if the header does not have exactly one Bearer token
     */
    Optional<String> of(HttpRequest<?> request) {
        var given = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (given.isEmpty()) {
            return needed.takesCookie(request) && isFromOwnPage(request)
                    ? AccessCookie.of(request, proxies.isSecure(request))
                    : Optional.empty();
        }
        var header = given.getFirst();
        if (given.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.WRONG_TOKEN,
                            "The header Authorization must be given once, as Bearer and an access token"));
        }
        return Optional.of(header.substring(SCHEME.length()).strip());
    }

    /**
     * Whether the request is a read, or a page of the gateway sends it. A browser sends the cookie
     * automatically, so a write must come from a page of the gateway.
     */
    private static boolean isFromOwnPage(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.GET
                || request.getMethod() == HttpMethod.HEAD
                || OwnPage.sends(request);
    }
}
