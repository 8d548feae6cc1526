package org.demarche.gateway.export;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Limits the number of exports of each kind at the same time, because each needs resources. So it
 * cuts off an export whose client reads nothing for a while, or that gets no further.
 */
public final class Slots {

    /** The most exports of each kind at one time. */
    static final int MOST = 4;

    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);

    private final String what;
    private final Duration patience;
    private final Semaphore free = new Semaphore(MOST);

    /**
     * @param what the kind of the exports, in the plural
     * @param patience the longest time in which a client may take nothing
     */
    public Slots(String what, Duration patience) {
        this.what = what;
        this.patience = patience;
    }

    /**
     * Takes a place immediately. The place is given back at the end of the export, or if nobody
     * begins to read the export in time.
     *
     * @param pieces makes the pieces of the export. It gets an action, which the export must call
     *     once, when it holds nothing any more. A search that finds nothing for long must send
     *     empty pieces, because otherwise it looks like a client that takes nothing
     * @throws Refusal with 503 if {@link #MOST} exports are being read
     */
    public Flux<byte[]> taken(Function<Runnable, Flux<byte[]>> pieces) {
        if (!free.tryAcquire()) {
            throw busy();
        }
        var begun = new AtomicBoolean();
        var _ =
                Mono.delay(patience)
                        .filter(_ -> begun.compareAndSet(false, true))
                        .subscribe(_ -> free.release());
        return Flux.defer(
                () ->
                        begun.compareAndSet(false, true)
                                ? pieces.apply(free::release)
                                        .timeout(patience, Flux.error(this::idle))
                                        .filter(piece -> piece.length > 0)
                                        .doOnError(Slots::log)
                                : Flux.error(idle()));
    }

    /**
     * Makes a whole answer in the calling thread, and holds a place meanwhile.
     *
     * @throws Refusal with 503 if {@link #MOST} exports are being read
     */
    public <T> T held(Supplier<T> whole) {
        if (!free.tryAcquire()) {
            throw busy();
        }
        try {
            return whole.get();
        } finally {
            free.release();
        }
    }

    /** One permit for each export that may begin now. */
    Semaphore free() {
        return free;
    }

    private static void log(Throwable fault) {
        LOG.warn("An export is cut off: {}", fault.toString());
    }

    private TimeoutException idle() {
        return new TimeoutException("the client has taken nothing for " + patience);
    }

    private Refusal busy() {
        return new Refusal(
                Problem.unavailable(
                        "%d %s are running already: try again when one has ended"
                                .formatted(MOST, what)));
    }
}
