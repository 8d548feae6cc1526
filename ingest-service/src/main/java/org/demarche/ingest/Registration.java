package org.demarche.ingest;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** The entries that the unknown names of a report become, put before the report is written. */
final class Registration implements Runnable {

    private final RegistryLog registryLog;
    private final List<Registered> unknown;
    private final List<Registered> done = new ArrayList<>();

    Registration(RegistryLog registryLog, List<Registered> unknown) {
        this.registryLog = registryLog;
        this.unknown = unknown;
    }

    @Override
    public void run() {
        for (var one : unknown) {
            if (registryLog.register(one.entry())) {
                done.add(one);
            }
        }
    }

    /** What was registered; what another request was faster with is not. */
    List<Registered> done() {
        return List.copyOf(done);
    }

    /** Why the report was not written, and what was registered for it none the less. */
    Problem telling(Problem problem) {
        return done.isEmpty()
                ? problem
                : problem.adding(
                        "registered for it: "
                                + done.stream()
                                        .map(one -> one.entry().key().toString())
                                        .collect(joining(", ")));
    }
}
