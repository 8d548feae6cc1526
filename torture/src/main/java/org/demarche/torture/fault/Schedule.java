package org.demarche.torture.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** The order of the faults: all kinds at random, then all again. A seed has one schedule. */
public final class Schedule {

    private static final List<String> SERVICES = List.of("ingest", "position", "gateway");

    private final Random random;
    private final List<FaultKind> kinds;
    private final Deque<FaultKind> deck = new ArrayDeque<>();

    public Schedule(long seed, Collection<FaultKind> kinds) {
        random = new Random(seed);
        this.kinds = List.copyOf(kinds);
    }

    /**
     * One fault.
     *
     * @param service whose network it is, if it is about one
     * @param dose from 0 to 1: how long it lasts, of what its kind allows
     * @param pause before the next one
     */
    public record PlannedFault(FaultKind kind, String service, double dose, Duration pause) {

        Duration lasting(int leastSeconds, int mostSeconds) {
            return Duration.ofMillis(
                    (long) (1000 * (leastSeconds + dose * (mostSeconds - leastSeconds))));
        }

        @Override
        public String toString() {
            return switch (kind) {
                case CUT, SLOW, MUTE, DEAF -> kind + " " + service;
                default -> kind.toString();
            };
        }
    }

    public PlannedFault next() {
        if (deck.isEmpty()) {
            var shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, random);
            deck.addAll(shuffled);
        }
        return new PlannedFault(
                deck.removeFirst(),
                SERVICES.get(random.nextInt(SERVICES.size())),
                random.nextDouble(),
                Duration.ofMillis(200 + random.nextInt(1000)));
    }
}
