package org.demarche.bench.report;

import java.util.Arrays;

/** The durations of one operation that runs many times. */
public final class Samples {

    private static final int FIRST_ROOM = 64;

    private long[] nanos = new long[FIRST_ROOM];
    private int size;

    public void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = duration;
    }

    public void addAll(Samples others) {
        for (var n = 0; n < others.size; n++) {
            add(others.nanos[n]);
        }
    }

    public int size() {
        return size;
    }

    public double medianMicros() {
        return quantileMicros(0.5);
    }

    public double p99Micros() {
        return quantileMicros(0.99);
    }

    /** The lowest duration that this share of all does not exceed. */
    public double quantileMicros(double share) {
        if (size == 0) {
            throw new IllegalStateException("Nothing was measured");
        }
        var sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return rounded(sorted[(int) Math.ceil(share * size) - 1] / 1e3);
    }

    private static double rounded(double micros) {
        return Math.round(micros * 10) / 10.0;
    }
}
