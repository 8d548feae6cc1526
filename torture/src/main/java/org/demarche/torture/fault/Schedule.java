package org.demarche.torture.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * The order of the faults: all kinds in random order, then all kinds again in another order. One
 * seed always gives the same schedule.
 */
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
     * @param service the service whose network the fault affects, if its kind affects a network
     * @param dose a number from 0 to 1 that decides how long the fault lasts, between the limits of
     *     its kind
     * @param pause the pause before the next fault
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
