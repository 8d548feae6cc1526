package org.demarche.gateway.write;

import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.ServerHttpRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.export.GzipBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gathers a body that is passed on in one piece, within limits of size and time. So a client that
 * never finishes gets an answer, and the ingest service only gets complete bodies.
 */
public final class WholeBody {

    /** The longest time for a body to arrive. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    private WholeBody() {}

    /** The body of a request that the gateway itself answers; empty if it has none. */
    public static Mono<byte[]> of(ServerHttpRequest<?> request, int most) {
        var encoding = String.join(", ", request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING));
        var isGzip = GZIP.contains(encoding.toLowerCase(Locale.ROOT));
        if (!isGzip && !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(Problem.unsupportedEncoding(encoding));
        }
        var body =
                of(
                        Flux.from(request.byteBody().move().toReadBufferPublisher()),
                        most,
                        PATIENCE,
                        () -> tooLarge(most));
        return isGzip ? body.map(sent -> inflated(sent, most)) : body;
    }

    private static byte[] inflated(byte[] sent, int most) {
        try (var body = new GzipBody(new ByteArrayInputStream(sent))) {
            var whole = body.readNBytes(most + 1);
            if (whole.length > most) {
                throw tooLarge(most);
            }
            return whole;
        } catch (IOException e) {
            throw Forwarder.unreadable(e);
        }
    }

    private static Refusal tooLarge(int most) {
        return new Refusal(Problem.tooLarge("The body", most));
    }

    /**
     * Gathers a body. Fails with a {@link Refusal}: 413 if it has more than {@code most} bytes, 408
     * if it does not arrive in time, 400 if it cannot be read.
     */
    static Mono<byte[]> of(Flux<ReadBuffer> body, int most, Duration patience) {
        return of(body, most, patience, Forwarder::tooLarge);
    }

    private static Mono<byte[]> of(
            Flux<ReadBuffer> body, int most, Duration patience, Supplier<Refusal> tooLarge) {
        return body.doOnDiscard(ReadBuffer.class, ReadBuffer::close)
                .collect(
                        ByteArrayOutputStream::new,
                        (whole, buffer) -> add(whole, buffer, most, tooLarge))
                .map(ByteArrayOutputStream::toByteArray)
                .timeout(patience)
                .onErrorMap(fault -> explained(fault, patience));
    }

    private static void add(
            ByteArrayOutputStream whole, ReadBuffer buffer, int most, Supplier<Refusal> tooLarge) {
        try (buffer) {
            if (whole.size() + buffer.readable() > most) {
                throw tooLarge.get();
            }
            whole.writeBytes(buffer.toArray());
        }
    }

    private static Throwable explained(Throwable fault, Duration patience) {
        return switch (fault) {
            case Refusal _ -> fault;
            case TimeoutException _ ->
                    new Refusal(
                            Problem.tooSlow(
                                    "The body is not complete after %d s"
                                            .formatted(patience.toSeconds())));
            default -> Forwarder.unreadable(fault);
        };
    }
}
