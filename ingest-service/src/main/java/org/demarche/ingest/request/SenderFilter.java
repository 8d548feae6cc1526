package org.demarche.ingest.request;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Puts the sender into the context of a request, for every record that the request writes. */
@ServerFilter(MATCH_ALL_PATTERN)
final class SenderFilter {

    @RequestFilter
    void before(HttpRequest<?> request, MutablePropagatedContext context) {
        context.add(Sender.of(request));
    }
}
