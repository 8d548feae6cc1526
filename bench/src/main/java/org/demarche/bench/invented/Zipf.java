package org.demarche.bench.invented;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws ranks from 0, each in proportion to {@code 1 / (rank + 1)^exponent}. So a few ranks are
 * drawn very often, and most ranks hardly ever.
 */
final class Zipf {

    private final double[] upTo;

    Zipf(int size, double exponent) {
        upTo = new double[size];
        var sum = 0.0;
        for (var rank = 0; rank < size; rank++) {
            sum += Math.pow(rank + 1, -exponent);
            upTo[rank] = sum;
        }
    }

    int draw(RandomGenerator random) {
        var found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return found >= 0 ? found : -found - 1;
    }
}
