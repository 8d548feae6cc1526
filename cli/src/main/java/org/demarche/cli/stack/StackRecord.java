package org.demarche.cli.stack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is written down of a running stack, for `down` and `status`: `stack.json` in its folder.
 *
 * @param ready whether all parts have been ready once
 * @param url where the gateway listens
 */
record StackRecord(Identity supervisor, String url, boolean ready, List<Entry> parts) {

    StackRecord {
        parts = List.copyOf(parts);
    }

    record Entry(String name, String address, boolean http, String log, Identity process) {}

    /**
     * A process as it can be found again: process ids are reused, the pair of id and start is not.
     */
    record Identity(long pid, long startedMillis) {

        /** Two readings of one start differ where the clock was set in between. */
        private static final long TOLERANCE_MILLIS = 2_000;

        static Identity of(ProcessHandle process) {
            return new Identity(process.pid(), startOf(process));
        }

        Optional<ProcessHandle> find() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(found -> Math.abs(startOf(found) - startedMillis) <= TOLERANCE_MILLIS);
        }

        private static long startOf(ProcessHandle process) {
            return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        }
    }
}
