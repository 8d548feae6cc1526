package org.demarche.cli.projection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a stream that is silent for too long, so that its reader does not wait for ever. */
final class Watchdog implements AutoCloseable {

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private final InputStream stream;
    private final Duration silence;
    private Future<?> bite;

    Watchdog(InputStream stream, Duration silence) {
        this.stream = stream;
        this.silence = silence;
        bite = schedule();
    }

    /** Starts the time limit again; called for each line that arrives. */
    void renew() {
        bite.cancel(false);
        bite = schedule();
    }

    private Future<?> schedule() {
        return clock.schedule(this::bite, silence.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void bite() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
