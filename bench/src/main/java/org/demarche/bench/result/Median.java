package org.demarche.bench.result;

import java.util.Arrays;

/** The median of several runs; for an even number of runs, the mean of the middle two. */
public final class Median {

    private Median() {}

    public static double of(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
