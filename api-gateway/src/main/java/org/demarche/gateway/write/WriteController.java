package org.demarche.gateway.write;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import org.reactivestreams.Publisher;

/** Writes: all that is wrong with them, their media types too, is for the ingest service to say. */
@Controller("/v1")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class WriteController {

    private final Forwarder forwarder;

    WriteController(Forwarder forwarder) {
        this.forwarder = forwarder;
    }

    @Post("/reports")
    Publisher<MutableHttpResponse<?>> file(HttpRequest<?> request) {
        return forward(request);
    }

    @Post("/restore")
    Publisher<MutableHttpResponse<?>> restore(HttpRequest<?> request) {
        return forward(request);
    }

    @Put("/actors/{id}")
    Publisher<MutableHttpResponse<?>> putActor(String id, HttpRequest<?> request) {
        return forward(request);
    }

    @Put("/issues/{id}")
    Publisher<MutableHttpResponse<?>> putIssue(String id, HttpRequest<?> request) {
        return forward(request);
    }

    @Put("/outlets/{id}")
    Publisher<MutableHttpResponse<?>> putOutlet(String id, HttpRequest<?> request) {
        return forward(request);
    }

    private Publisher<MutableHttpResponse<?>> forward(HttpRequest<?> request) {
        return forwarder.forward((ServerHttpRequest<?>) request);
    }
}
