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
 * Streams the progress of a version each second, and at each new state. A stream ends when the
 * version is at rest, or when blockers delay its promotion for some seconds. The number of streams
 * is limited.
 */
final class VersionStream {

    private static final int MOST = 100;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_A_SECOND = 10;

    /** A stream ends after this many looks at a blocked version, because a person must act then. */
    private static final int BLOCKED = 3 * LOOKS_A_SECOND;

    private final VersionAnswers versions;
    private final Scheduler scheduler;
    private final Semaphore free = new Semaphore(MOST);

    VersionStream(VersionAnswers versions, Scheduler scheduler) {
        this.versions = versions;
        this.scheduler = scheduler;
    }

    /**
     * @throws Refusal with 503 if the most streams are open already
     */
    Flux<Event<String>> of(VersionId id) {
        if (free.availablePermits() == 0) {
            throw busy();
        }
        // a permit is taken only when the client's stream begins, so a client that has gone takes
        // none
        return Flux.defer(() -> free.tryAcquire() ? events(id) : Flux.error(busy()));
    }

    private Flux<Event<String>> events(VersionId id) {
        var sent = new SentState();
        return Flux.interval(Duration.ZERO, LOOK)
                .onBackpressureDrop()
                .publishOn(scheduler, 1)
                .<Event<String>>handle((look, sink) -> send(id, look, sent, sink))
                .takeUntil(event -> "end".equals(event.getName()))
                .doFinally(_ -> free.release());
    }

    private static Refusal busy() {
        return new Refusal(
                Problem.unavailable(
                        "%d streams about versions are open already: ask for the version as JSON instead"
                                .formatted(MOST)));
    }

    /**
     * The state and the time of the last event, and the number of looks in a row that found
     * blockers.
     */
    private static final class SentState {

        private String state = "";
        private long look = -LOOKS_A_SECOND;
        private int blocked;
    }

    private void send(
            VersionId id, long look, SentState sent, SynchronousSink<Event<String>> sink) {
        var standing = versions.standing(id);
        var isSame = standing.state().equals(sent.state);
        sent.blocked = standing.isBlocked() ? sent.blocked + 1 : 0;
        var isAtRest = standing.isAtRest() || sent.blocked >= BLOCKED;
        if (!isAtRest && isSame && look - sent.look < LOOKS_A_SECOND) {
            return;
        }
        sent.state = standing.state();
        sent.look = look;
        sink.next(
                Event.of(CompleteJson.text(versions.json(standing)))
                        .name(isAtRest ? "end" : "progress"));
    }
}
