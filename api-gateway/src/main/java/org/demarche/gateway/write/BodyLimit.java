package org.demarche.gateway.write;

import io.micronaut.core.io.buffer.ReadBuffer;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** Breaks off a body that says nothing of its length and turns out too long. */
final class BodyLimit {

    private long bytes;

    private BodyLimit() {}

    static Function<Flux<ReadBuffer>, Flux<ReadBuffer>> of(long most) {
        return body ->
                Flux.defer(
                        () -> {
                            var limit = new BodyLimit();
                            return body.doOnDiscard(ReadBuffer.class, ReadBuffer::close)
                                    .handle(
                                            (buffer, sink) -> {
                                                limit.bytes += buffer.readable();
                                                if (limit.bytes > most) {
                                                    buffer.close();
                                                    sink.error(Forwarder.tooLarge());
                                                } else {
                                                    sink.next(buffer);
                                                }
                                            });
                        });
    }
}
