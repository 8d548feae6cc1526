package org.demarche.bench.load;

import java.time.Duration;
import java.util.List;
import org.demarche.bench.result.Samples;
import org.jspecify.annotations.Nullable;

/**
 * The result of a load on a service.
 *
 * @param count the number of requests or reports that were answered, well or not
 * @param times the times of all answers; empty if only the count matters
 * @param eachSecond the count of each whole second
 * @param errors the number of errors among them
 * @param firstError the first error; null if there was none
 */
public record Loaded(
        long count,
        Duration took,
        Samples times,
        List<Integer> eachSecond,
        long errors,
        @Nullable String firstError) {

    public static Loaded counted(long count, Duration took) {
        return new Loaded(count, took, new Samples(), List.of(), 0, null);
    }

    public static Loaded timed(Samples times, Duration took) {
        return new Loaded(times.size(), took, times, List.of(), 0, null);
    }

    public double perSecond() {
        return count * 1e9 / took.toNanos();
    }

    public double millis(double share) {
        return times.quantileMicros(share) / 1e3;
    }
}
