package org.demarche.bench.load;

import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.demarche.bench.result.Samples;
import org.jspecify.annotations.Nullable;

/** Counts the answers of a run. Only one thread uses it. */
final class Tally {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int expected;
    private final long begun = System.nanoTime();
    private final Samples times = new Samples();
    private final List<Integer> eachSecond = new ArrayList<>();
    private long errors;
    private @Nullable String firstError;

    Tally(int expected) {
        this.expected = expected;
    }

    /** Returns the begin of the run, by System.nanoTime. */
    long begun() {
        return begun;
    }

    /**
     * @param since the begin of the time of the answer, by System.nanoTime
     */
    void count(long since, HttpResponse answer) {
        var now = System.nanoTime();
        times.add(now - since);
        var second = (int) ((now - begun) / SECOND);
        while (eachSecond.size() <= second) {
            eachSecond.add(0);
        }
        eachSecond.set(second, eachSecond.get(second) + 1);
        if (answer.status().code() != expected) {
            errors++;
            firstError =
                    firstError == null
                            ? "answered with %s instead of %d".formatted(answer.status(), expected)
                            : firstError;
        }
    }

    /** Returns the result. Its counts per second leave out the last second, which is not whole. */
    Loaded loaded() {
        var took = Duration.ofNanos(System.nanoTime() - begun);
        var whole = eachSecond.subList(0, Math.min(eachSecond.size(), (int) took.toSeconds()));
        return new Loaded(times.size(), took, times, List.copyOf(whole), errors, firstError);
    }
}
