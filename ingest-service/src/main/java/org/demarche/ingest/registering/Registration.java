package org.demarche.ingest.registering;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.demarche.http.Problem;
import org.demarche.ingest.form.RegisteredEntry;

/** Registers the unknown names of a report, before the report is written. */
public final class Registration implements Runnable {

    private final RegistryLog registryLog;
    private final List<RegisteredEntry> unknown;

    /**
     * The entries registered so far. An answer that no longer waits may read the list while it
     * grows.
     */
    private final List<RegisteredEntry> done = new CopyOnWriteArrayList<>();

    public Registration(RegistryLog registryLog, List<RegisteredEntry> unknown) {
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

    /**
     * Returns the entries that this request registered. Other requests may have registered some of
     * the names first.
     */
    public List<RegisteredEntry> done() {
        return List.copyOf(done);
    }

    /** Adds to the problem the entries that were registered although the report was not filed. */
    public Problem telling(Problem problem) {
        return done.isEmpty()
                ? problem
                : problem.adding(
                        "registered for it: "
                                + done.stream()
                                        .map(one -> one.entry().key().toString())
                                        .collect(joining(", ")));
    }
}
