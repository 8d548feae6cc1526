package org.demarche.cli.terminal;

import java.time.Duration;

/** Waits before the next attempt. */
@FunctionalInterface
public interface Pause {

    void seconds(long seconds);

    static void asleep(long seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.UNREACHABLE, "Interrupted.", e);
        }
    }
}
