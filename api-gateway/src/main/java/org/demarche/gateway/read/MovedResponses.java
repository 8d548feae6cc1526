package org.demarche.gateway.read;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Redirects the client to the other address. */
@Singleton
final class MovedResponses implements ExceptionHandler<Moved, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, Moved moved) {
        return HttpResponse.status(HttpStatus.PERMANENT_REDIRECT)
                .header(HttpHeaders.LOCATION, moved.location())
                // a merge may be undone
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .contentLength(0);
    }
}
