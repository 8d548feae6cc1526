package org.demarche.ingest.request;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Keeps the sender of a request for all that the request will write. */
@ServerFilter(MATCH_ALL_PATTERN)
final class SenderFilter {

    @RequestFilter
    void before(HttpRequest<?> request, MutablePropagatedContext context) {
        context.add(Sender.of(request));
    }
}
