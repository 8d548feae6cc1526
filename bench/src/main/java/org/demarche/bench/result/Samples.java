package org.demarche.bench.result;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The durations of one operation that runs many times, to three digits. */
public final class Samples {

    private static final int DIGITS = 3;
    private static final int TICKS_A_HALVING = 4;

    private final Histogram nanos = new Histogram(DIGITS);

    public void add(long duration) {
        nanos.recordValue(duration);
    }

    public void addAll(Samples others) {
        nanos.add(others.nanos);
    }

    public int size() {
        return Math.toIntExact(nanos.getTotalCount());
    }

    public double medianMicros() {
        return quantileMicros(0.5);
    }

    public double p99Micros() {
        return quantileMicros(0.99);
    }

    /** Returns the lowest duration that this share of all durations does not exceed. */
    public double quantileMicros(double share) {
        if (size() == 0) {
            throw new IllegalStateException("Nothing was measured");
        }
        return rounded(nanos.getValueAtPercentile(100 * share) / 1e3);
    }

    /** The percentile and the milliseconds of each point of a plot, denser towards the slowest. */
    public List<double[]> byPercentile() {
        var points = new ArrayList<double[]>();
        for (var at : nanos.percentiles(TICKS_A_HALVING)) {
            points.add(new double[] {at.getPercentile(), at.getValueIteratedTo() / 1e6});
        }
        return points;
    }

    private static double rounded(double micros) {
        return Math.round(micros * 10) / 10.0;
    }
}
