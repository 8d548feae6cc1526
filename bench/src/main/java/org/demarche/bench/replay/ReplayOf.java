package org.demarche.bench.replay;

import org.demarche.bench.workplace.Workplace;

/**
 * One replay of positions, as `bench replay` measures it.
 *
 * @param viewMegabytes the size of the view on the broker's disk
 */
public record ReplayOf(double seconds, double viewMegabytes) {

    public static ReplayOf positions(Workplace workplace, long seed, int reports, int threads)
            throws Exception {
        var measured =
                ReplayRun.prepare(workplace, seed, reports)
                        .measure(ProjectionChoice.POSITIONS, threads, false, false);
        return new ReplayOf(measured.replay().seconds(), measured.viewBytes() / 1e6);
    }
}
