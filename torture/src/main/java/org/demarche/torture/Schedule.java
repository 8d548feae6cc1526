package org.demarche.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** The order of faults: all kinds in a random order, then all again in another. */
final class Schedule {

    /** The stack gives up at five deaths in a minute, as it should. */
    private static final int DEATHS_A_MINUTE = 4;

    private final Random random;
    private final Deque<Fault> next = new ArrayDeque<>();
    private final Deque<Instant> deaths = new ArrayDeque<>();

    Schedule(long seed) {
        random = new Random(seed);
    }

    Fault next() {
        if (next.isEmpty()) {
            var all = new ArrayList<>(List.of(Fault.values()));
            Collections.shuffle(all, random);
            next.addAll(all);
        }
        return next.remove();
    }

    /** The rest before this fault. */
    Duration pause(Fault fault) {
        var pause = Duration.ofMillis(random.nextLong(500, 3_000));
        if (!fault.isDeath()) {
            return pause;
        }
        var now = Instant.now();
        if (deaths.size() == DEATHS_A_MINUTE) {
            var free = Duration.between(now, deaths.remove().plus(Duration.ofSeconds(65)));
            pause = free.compareTo(pause) > 0 ? free : pause;
        }
        deaths.add(now.plus(pause));
        return pause;
    }

    Random random() {
        return random;
    }
}
