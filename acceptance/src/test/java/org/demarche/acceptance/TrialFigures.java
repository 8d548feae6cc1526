package org.demarche.acceptance;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of clients during one step of a trial. */
final class TrialFigures {

    /** The columns of {@link #row}. */
    static final String HEAD =
            """
            | step | acknowledged | longest until acknowledged | answers without success | reads | longest until read | stale |
            |---|---|---|---|---|---|---|\
            """;

    private final Map<String, Integer> refusals = new TreeMap<>();
    private long acknowledged;
    private long longestNanos;
    private long reads;
    private long longestReadNanos;
    private long stale;

    /**
     * @param nanos since the report was sent for the first time
     */
    synchronized void acknowledged(long nanos) {
        acknowledged++;
        longestNanos = Math.max(longestNanos, nanos);
    }

    /** A write that has to be sent again. */
    synchronized void refused(Api.Answer answer) {
        requireTransient(answer);
        count("write " + answer.status());
    }

    /** A read that has to be sent again. */
    synchronized void notRead(Api.Answer answer) {
        requireTransient(answer);
        count("read " + answer.status());
    }

    synchronized void brokenOff() {
        count("no answer");
    }

    /**
     * @param nanos since the read was sent for the first time
     * @param fresh whether it had everything that its token names
     */
    synchronized void read(long nanos, boolean fresh) {
        reads++;
        longestReadNanos = Math.max(longestReadNanos, nanos);
        if (!fresh) stale++;
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    synchronized long stale() {
        return stale;
    }

    synchronized Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    /** As a row of a table. */
    synchronized String row(String step) {
        var failed =
                refusals.entrySet().stream()
                        .map(one -> one.getValue() + " × " + one.getKey())
                        .collect(Collectors.joining(", "));
        return "| %s | %d | %.1f s | %s | %d | %.1f s | %d |"
                .formatted(
                        step,
                        acknowledged,
                        longestNanos / 1e9,
                        failed.isEmpty() ? "none" : failed,
                        reads,
                        longestReadNanos / 1e9,
                        stale);
    }

    private void count(String outcome) {
        refusals.merge(outcome, 1, Integer::sum);
    }

    /** Others are the fault of the trial, or of the services. */
    private static void requireTransient(Api.Answer answer) {
        if (answer.status() < 502 || answer.status() > 504) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
    }
}
