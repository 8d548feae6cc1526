package org.demarche.gateway.write;

import io.micronaut.core.io.buffer.ReadBuffer;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.demarche.gateway.Problem;
import org.demarche.gateway.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gathers a body that is handed on in one piece, within its limits of size and time: so that a
 * client that never finishes is told so, and the ingest service hears of none that is not whole.
 */
final class WholeBody {

    private WholeBody() {}

    /**
     * Fails with a {@link Refusal}: 413 where there are more bytes than this, 408 where they are
     * not there in time, 400 where they cannot be read.
     */
    static Mono<byte[]> of(Flux<ReadBuffer> body, int most, Duration patience) {
        return body.doOnDiscard(ReadBuffer.class, ReadBuffer::close)
                .collect(ByteArrayOutputStream::new, (whole, buffer) -> add(whole, buffer, most))
                .map(ByteArrayOutputStream::toByteArray)
                .timeout(patience)
                .onErrorMap(fault -> explained(fault, patience));
    }

    private static void add(ByteArrayOutputStream whole, ReadBuffer buffer, int most) {
        try (buffer) {
            if (whole.size() + buffer.readable() > most) {
                throw Forwarder.tooLarge();
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
