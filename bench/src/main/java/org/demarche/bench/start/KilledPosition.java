package org.demarche.bench.start;

import java.time.Duration;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.workplace.Stack;

/** Kills the position service of a stack, and waits until the next one has caught up. */
public record KilledPosition(Stack stack) {

    /**
     * The number of reports after a kill. They are so many that each partition of the log gets
     * some.
     */
    private static final int MORE_REPORTS = 1_000;

    /**
     * Returns the time from the kill until the next process has committed reports of all partitions
     * that came after the kill.
     *
     * @param seed the seed of these reports; it must differ each time, because a repeated report
     *     changes nothing
     */
    public Loaded caughtUp(long seed) throws Exception {
        var old = stack.process(Stack.POSITION);
        var begun = System.nanoTime();
        var _ = old.destroyForcibly();
        var _ = old.onExit().get();
        stack.append(seed, MORE_REPORTS);
        var _ = stack.untilFolded();
        return Loaded.counted(1, Duration.ofNanos(System.nanoTime() - begun));
    }
}
