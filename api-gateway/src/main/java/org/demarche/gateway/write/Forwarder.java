package org.demarche.gateway.write;

import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.client.RawHttpClient;
import io.netty.channel.Channel;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.demarche.gateway.access.Caller;
import org.demarche.gateway.entrance.RequestIds;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Passes a write to the ingest service, and passes its answer back. A single body is passed on when
 * it is complete. A stream of lines is passed on as it arrives, at the pace of the slower side, and
 * may have any length. The answer to a stream may begin before the request has ended.
 *
 * <p>Everything that the ingest service has acknowledged stays acknowledged. If one side hangs up,
 * the other connection is closed, too.
 */
public final class Forwarder {

    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

    static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    /** The most bytes of one JSON body. A stream of lines has no limit. */
    static final int LONGEST_BODY = 256 * 1024;

    /**
     * The longest time for a single body to arrive, and then again for the ingest service to
     * answer. The ingest service answers well within this time, even if only to tell that the
     * outcome is unknown.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final List<String> REQUEST_HEADERS =
            List.of(
                    HttpHeaders.CONTENT_TYPE,
                    HttpHeaders.CONTENT_ENCODING,
                    HttpHeaders.ACCEPT,
                    HttpHeaders.USER_AGENT,
                    HttpHeaders.IF_MATCH,
                    HttpHeaders.IF_NONE_MATCH,
                    "Idempotency-Key",
                    "Prefer",
                    "Demarche-Token");

    private static final List<String> RESPONSE_HEADERS =
            List.of(
                    HttpHeaders.CONTENT_TYPE,
                    HttpHeaders.LOCATION,
                    HttpHeaders.ALLOW,
                    HttpHeaders.ACCEPT_ENCODING,
                    HttpHeaders.RETRY_AFTER,
                    HttpHeaders.ETAG,
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Demarche-Token");

    /** The request attribute in which Micronaut's client stores its channel. */
    private static final String CONNECTION = "netty_channel";

    private final RawHttpClient ingest;
    private final IngestAddresses addresses;
    private final Admission admission;

    /**
     * @param url the URL of the ingest service, without a path
     */
    public Forwarder(RawHttpClient ingest, URI url, Admission admission) {
        this.ingest = ingest;
        addresses = new IngestAddresses(url);
        this.admission = admission;
    }

    Publisher<MutableHttpResponse<?>> forward(ServerHttpRequest<?> request) {
        var type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        return isNdjson(type) || is(CSV, type) ? stream(request) : whole(request);
    }

    /**
     * Sends a write of a page in the name of the person who sent the page's form. Returns the
     * status and the body of the answer. It fails with a {@link Refusal}, as the same write at the
     * API does.
     *
     * @param path the path with the parameters
     */
    public Mono<MutableHttpResponse<?>> send(
            HttpRequest<?> page, String path, String type, byte[] body) {
        var outgoing =
                HttpRequest.create(HttpMethod.POST, addresses.of(path).toString())
                        .header(HttpHeaders.CONTENT_TYPE, type);
        Caller.of(page).ifPresent(caller -> caller.tell(outgoing));
        RequestIds.tell(page, outgoing);
        var factory = ((ServerHttpRequest<?>) page).byteBodyFactory();
        return Mono.using(
                admission::place,
                place -> {
                    place.enter();
                    return reach(outgoing, () -> factory.adapt(body)).flatMap(Forwarder::gathered);
                });
    }

    /** Returns the answer with its whole body, also if that is a stream of lines. */
    private static Mono<MutableHttpResponse<?>> gathered(MutableHttpResponse<?> answer) {
        return answer.body() instanceof Publisher<?> lines
                ? Flux.from(lines)
                        .cast(byte[].class)
                        .collect(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
                        .map(whole -> answer.body(whole.toByteArray()))
                : Mono.just(answer);
    }

    private Mono<MutableHttpResponse<?>> stream(ServerHttpRequest<?> request) {
        var outgoing = outgoing(request);
        var length = request.byteBody().expectedLength();
        var caller = Caller.of(request);
        var lines =
                incoming(request)
                        .map(buffer -> checked(buffer, caller))
                        .doOnError(_ -> hangUp(outgoing));
        return exchange(outgoing, request.byteBodyFactory().adapt(lines, length))
                .doOnError(_ -> hangUp(outgoing))
                .onErrorMap(fault -> explained(outgoing, fault));
    }

    /**
     * Checks the access token with each piece, because a stream may take longer than the token is
     * valid.
     */
    private static ReadBuffer checked(ReadBuffer buffer, Optional<Caller> caller) {
        try {
            caller.ifPresent(Caller::requireStill);
            return buffer;
        } catch (Refusal e) {
            buffer.close();
            throw e;
        }
    }

    private Mono<MutableHttpResponse<?>> whole(ServerHttpRequest<?> request) {
        if (request.byteBody().expectedLength().orElse(0) > LONGEST_BODY) {
            throw tooLarge();
        }
        var factory = request.byteBodyFactory();
        var arriving = incoming(request);
        return Mono.using(
                admission::place,
                place ->
                        WholeBody.of(arriving, LONGEST_BODY, PATIENCE)
                                .flatMap(
                                        body -> {
                                            place.enter();
                                            return reach(
                                                    outgoing(request), () -> factory.adapt(body));
                                        }));
    }

    private static Flux<ReadBuffer> incoming(ServerHttpRequest<?> request) {
        return Flux.from(request.byteBody().move().toReadBufferPublisher());
    }

    private Mono<MutableHttpResponse<?>> reach(
            MutableHttpRequest<?> outgoing, Supplier<CloseableByteBody> body) {
        return addresses
                .reach(outgoing.getUri(), at -> exchange(outgoing.uri(at), body.get()))
                .timeout(PATIENCE)
                .doOnError(_ -> hangUp(outgoing))
                .onErrorMap(fault -> explained(outgoing, fault));
    }

    private Mono<MutableHttpResponse<?>> exchange(
            MutableHttpRequest<?> outgoing, CloseableByteBody body) {
        return Mono.from(ingest.exchange(outgoing, body, null))
                .flatMap(incoming -> answer(outgoing, incoming));
    }

    private MutableHttpRequest<?> outgoing(HttpRequest<?> request) {
        var address = addresses.of(request.getUri().toString()).toString();
        var outgoing = HttpRequest.create(request.getMethod(), address);
        for (var header : REQUEST_HEADERS) {
            request.getHeaders().getAll(header).forEach(value -> outgoing.header(header, value));
        }
        Caller.of(request).ifPresent(caller -> caller.tell(outgoing));
        return RequestIds.tell(request, outgoing);
    }

    private static Mono<MutableHttpResponse<?>> answer(
            HttpRequest<?> outgoing, HttpResponse<?> incoming) {
        var body = ((ByteBodyHttpResponse<?>) incoming).byteBody();
        var response = HttpResponse.status(HttpStatus.valueOf(incoming.code()));
        for (var header : RESPONSE_HEADERS) {
            incoming.getHeaders().getAll(header).forEach(value -> response.header(header, value));
        }
        if (closes(incoming)) {
            response.header(HttpHeaders.CONNECTION, "close");
        }
        if (isNdjson(incoming.getHeaders().get(HttpHeaders.CONTENT_TYPE))) {
            return Mono.just(
                    response.body(
                            Flux.from(body.toByteArrayPublisher())
                                    .onErrorMap(fault -> explained(outgoing, fault))));
        }
        return Mono.fromFuture(body.buffer())
                .map(
                        buffered -> {
                            try (buffered) {
                                return response.body(buffered.toByteArray());
                            }
                        });
    }

    /** Whether the ingest service stopped reading the body, so that the gateway must stop, too. */
    private static boolean closes(HttpResponse<?> incoming) {
        return "close".equalsIgnoreCase(incoming.getHeaders().get(HttpHeaders.CONNECTION));
    }

    private static boolean isNdjson(@Nullable String contentType) {
        return is(NDJSON, contentType);
    }

    private static boolean is(String type, @Nullable String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, type, 0, type.length());
    }

    /**
     * Closes the connection to the ingest service. Otherwise Micronaut's client would keep it, and
     * wait for ever for the rest of the body.
     */
    private static void hangUp(MutableHttpRequest<?> outgoing) {
        outgoing.getAttribute(CONNECTION, Channel.class)
                .ifPresent(
                        channel -> {
                            var _ = channel.close();
                        });
    }

    private static Throwable explained(HttpRequest<?> outgoing, Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal) {
                return cause;
            }
        }
        if (IngestAddresses.isUnreached(fault)) {
            return new Refusal(
                    Problem.unavailable("The ingest service cannot be reached: nothing was sent"));
        }
        try (var _ = RequestIds.inLog(outgoing)) {
            LOG.warn("The ingest service did not answer: {}", fault.toString());
            LOG.debug("No answer", fault);
        }
        var reason =
                fault instanceof TimeoutException
                        ? "has not answered for %d s".formatted(PATIENCE.toSeconds())
                        : "broke off";
        return new Refusal(
                Problem.outcomeUnknown(
                        "The ingest service %s. It is not known whether this was written: send the same again with the same id"
                                .formatted(reason)));
    }

    static Refusal unreadable(Throwable fault) {
        return new Refusal(Problem.unreadable("The body cannot be read: " + fault.getMessage()));
    }

    static Refusal tooLarge() {
        return new Refusal(
                Problem.of(
                        ProblemKind.TOO_LARGE,
                        "The body is longer than %,d bytes: send many reports as %s, one per line"
                                .formatted(LONGEST_BODY, NDJSON)));
    }
}
