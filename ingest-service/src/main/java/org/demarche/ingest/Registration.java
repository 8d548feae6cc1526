package org.demarche.ingest;

import java.util.ArrayList;
import java.util.List;
import org.demarche.log.registry.RegistryEntry;

/** The entries that the unknown names of a report become, put before the report is written. */
final class Registration implements Runnable {

    private final RegistryLog registryLog;
    private final List<RegistryEntry> unknown;
    private final List<String> registered = new ArrayList<>();

    Registration(RegistryLog registryLog, List<RegistryEntry> unknown) {
        this.registryLog = registryLog;
        this.unknown = unknown;
    }

    @Override
    public void run() {
        for (var entry : unknown) {
            registryLog.putIfAbsent(entry);
            registered.add(entry.key().toString());
        }
    }

    /** Why the report was not written, and what was registered for it none the less. */
    Problem telling(Problem problem) {
        return registered.isEmpty()
                ? problem
                : problem.adding("registered for it: " + String.join(", ", registered));
    }
}
