package org.demarche.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Watches for the first good write and the first good read after a fault. */
final class Recovery {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private Recovery() {}

    /**
     * The time from the end of a fault to the later of a good write and a good read, both sent
     * after it. Empty if there were none for two minutes.
     */
    static Optional<Duration> await(History history, Instant end) throws InterruptedException {
        var write = Optional.<Instant>empty();
        var read = Optional.<Instant>empty();
        while (write.isEmpty() || read.isEmpty()) {
            if (Instant.now().isAfter(end.plus(LIMIT))) {
                return Optional.empty();
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
            for (var good : history.takeGoods()) {
                if (good.sent().isAfter(end)) {
                    var at = Optional.of(good.answered());
                    write = good.write() && write.isEmpty() ? at : write;
                    read = !good.write() && read.isEmpty() ? at : read;
                }
            }
        }
        var later = write.get().isAfter(read.get()) ? write.get() : read.get();
        return Optional.of(Duration.between(end, later));
    }
}
