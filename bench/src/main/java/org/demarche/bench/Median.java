package org.demarche.bench;

import java.util.Arrays;

/** The middle of some runs, of an even number the mean of the two in the middle. */
final class Median {

    private Median() {}

    static double of(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
