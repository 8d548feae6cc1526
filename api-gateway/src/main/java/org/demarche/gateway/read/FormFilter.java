package org.demarche.gateway.read;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.concurrent.CompletableFuture;

/** Lets a page that answers a form read as a page that answers an address does. */
@ServerFilter(
        patterns = {"/code", "/reports/**"},
        methods = HttpMethod.POST)
final class FormFilter {

    private final ReadFilter reads;

    FormFilter(ReadFilter reads) {
        this.reads = reads;
    }

    @RequestFilter
    CompletableFuture<HttpRequest<?>> before(HttpRequest<?> request) {
        return reads.before(request);
    }
}
