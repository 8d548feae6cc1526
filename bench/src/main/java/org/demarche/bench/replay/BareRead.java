package org.demarche.bench.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.workplace.Workplace;

/** Reads the log of a stack in a process of its own, which starts cold, as a service does. */
public record BareRead(Workplace workplace, String bootstrap, int threads) {

    /** Measures the time from the start of the process to its end. */
    public Loaded whole(boolean decoding) throws Exception {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "org.demarche.bench.Main",
                                "read-log",
                                "--bootstrap",
                                bootstrap,
                                "--threads",
                                Integer.toString(threads)));
        if (decoding) {
            arguments.add("--decode");
        }
        var begun = System.nanoTime();
        workplace.run("bare-read", ReplayRun.MEMORY, arguments);
        return Loaded.counted(1, Duration.ofNanos(System.nanoTime() - begun));
    }
}
