package org.demarche.gateway.projection;

import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.VersionId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/**
 * Streams the progress of a version each second, and at each new state. It ends when the version is
 * at rest, or when blockers delay its promotion for some seconds. The number of streams is limited.
 */
final class VersionStream {

    private static final int MOST = 100;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_A_SECOND = 10;

    /** A version that is blocked for so many looks needs a person. */
    private static final int BLOCKED = 3 * LOOKS_A_SECOND;

    private final VersionAnswers versions;
    private final Scheduler scheduler;
    private final Semaphore free = new Semaphore(MOST);

    VersionStream(VersionAnswers versions, Scheduler scheduler) {
        this.versions = versions;
        this.scheduler = scheduler;
    }

    /**
     * @throws Refusal with 503 if as many are told as may be
     */
    Flux<Event<String>> of(VersionId id) {
        if (free.availablePermits() == 0) {
            throw busy();
        }
        // a listener takes a place, a client that has gone does not
        return Flux.defer(() -> free.tryAcquire() ? told(id) : Flux.error(busy()));
    }

    private Flux<Event<String>> told(VersionId id) {
        var told = new Told();
        return Flux.interval(Duration.ZERO, LOOK)
                .onBackpressureDrop()
                .publishOn(scheduler, 1)
                .<Event<String>>handle((look, sink) -> tell(id, look, told, sink))
                .takeUntil(event -> "end".equals(event.getName()))
                .doFinally(_ -> free.release());
    }

    private static Refusal busy() {
        return new Refusal(
                Problem.unavailable(
                        "%d streams about versions are open already: ask for the version as JSON instead"
                                .formatted(MOST)));
    }

    /** The last news to the client. */
    private static final class Told {

        private String state = "";
        private long look = -LOOKS_A_SECOND;
        private int blocked;
    }

    private void tell(VersionId id, long look, Told told, SynchronousSink<Event<String>> sink) {
        var standing = versions.standing(id);
        var isSame = standing.state().equals(told.state);
        told.blocked = standing.isBlocked() ? told.blocked + 1 : 0;
        var isAtRest = standing.isAtRest() || told.blocked >= BLOCKED;
        if (!isAtRest && isSame && look - told.look < LOOKS_A_SECOND) {
            return;
        }
        told.state = standing.state();
        told.look = look;
        sink.next(
                Event.of(CompleteJson.text(versions.json(standing)))
                        .name(isAtRest ? "end" : "progress"));
    }
}
