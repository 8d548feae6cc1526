package org.demarche.ingest.request;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Closes the connection after a refused request whose body may still be arriving. Without this, the
 * next request on the connection would wait behind the rest of a body that nobody reads.
 */
@ServerFilter(MATCH_ALL_PATTERN)
final class UnreadBodies {

    /** A body with at most this many bytes arrives together with the head of its request. */
    private static final int SHORT = 8 * 1024;

    @ResponseFilter
    void close(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() >= 400 && mayBeOnItsWay(request)) {
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
    }

    private static boolean mayBeOnItsWay(HttpRequest<?> request) {
        return request.getContentLength() > SHORT
                || request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
