package org.demarche.gateway.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.demarche.gateway.Problem;
import org.demarche.gateway.Refusal;

/** The token in the header {@code Authorization} of a request. */
final class Credentials {

    private static final String SCHEME = "Bearer ";

    private Credentials() {}

    /**
     * Empty if the request has no such header.
     *
     * @throws Refusal with 401 if the header has something else
     */
    static Optional<String> of(HttpRequest<?> request) {
        var given = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        var header = given.getFirst();
        if (given.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Refusal(
                    Problem.wrongToken(
                            "The header Authorization must be given once, as Bearer and an access token"));
        }
        return Optional.of(header.substring(SCHEME.length()).strip());
    }
}
