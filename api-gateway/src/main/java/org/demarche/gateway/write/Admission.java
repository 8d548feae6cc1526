package org.demarche.gateway.write;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;

/**
 * Limits the number of single writes that are under way, and so the memory for their bodies. A
 * write above the limit is refused immediately, because it would only make all others wait. A slow
 * sender takes no place from others, because its write counts only when the body is complete.
 * Streams are not counted: each goes at the pace of the ingest service.
 */
public final class Admission {

    public static final String USUAL_MOST = "128";

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;

    public Admission(int most, MeterRegistry meters) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "demarche.writes.most is %d: it must be at least 1".formatted(most));
        }
        this.most = most;
        Gauge.builder("demarche.writes.open", open, AtomicInteger::get)
                .description("Single writes that were passed on and are not answered yet")
                .register(meters);
        refused =
                Counter.builder("demarche.writes.refused")
                        .description(
                                "Single writes that the gateway refused, because it was passing on as many as it may")
                        .register(meters);
    }

    Place place() {
        return new Place();
    }

    /** The place of one write, from its beginning to its answer. */
    final class Place implements AutoCloseable {

        private final AtomicInteger entered = new AtomicInteger();

        /**
         * Counts the write. It is called when the body is complete, before the body is passed on.
         *
         * @throws Refusal if too many writes are under way
         */
        void enter() {
            entered.incrementAndGet();
            if (open.incrementAndGet() > most) {
                throw tooMany();
            }
        }

        @Override
        public void close() {
            open.addAndGet(-entered.getAndSet(0));
        }
    }

    private Refusal tooMany() {
        refused.increment();
        return new Refusal(
                Problem.of(
                        ProblemKind.OVERLOADED,
                        "Too many writes are under way (demarche.writes.most is %d): nothing was sent. Send it again in a moment, or send many reports as one stream"
                                .formatted(most)));
    }
}
