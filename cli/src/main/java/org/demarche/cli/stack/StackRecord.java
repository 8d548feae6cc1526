package org.demarche.cli.stack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of a running stack, for `down` and `status`: `stack.json` in its folder.
 *
 * @param ready whether all parts have been ready once
 * @param url the address of the gateway
 */
record StackRecord(Identity supervisor, String url, boolean ready, List<Entry> parts) {

    StackRecord {
        parts = List.copyOf(parts);
    }

    /**
     * @param health the address of the health in detail; null if the process has none
     */
    record Entry(
            String name,
            String address,
            boolean http,
            @Nullable String health,
            String log,
            Identity process) {

        /**
         * Finds the process after its supervisor has ended. If its start differs from the record, a
         * process of Demarche with the same id counts, provided that the address is still served.
         */
        Optional<ProcessHandle> leftBehind() {
            return process.find()
                    .or(
                            () ->
                                    isServed()
                                            ? process.anyOfId().filter(Entry::isService)
                                            : Optional.empty());
        }

        /**
         * Whether the process is one of Demarche. Systems reuse process ids, and another program
         * may serve the port now.
         */
        private static boolean isService(ProcessHandle found) {
            return found.info()
                    .commandLine()
                    .filter(line -> line.contains("org.demarche."))
                    .isPresent();
        }

        private boolean isServed() {
            return !Ports.isFree(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
        }
    }

    /**
     * Identifies a process. Systems reuse process ids, but the pair of id and start is unique.
     *
     * @param startedMillis the start in milliseconds after the start of the machine's first
     *     process; the difference stays the same when somebody sets the clock
     */
    record Identity(long pid, long startedMillis) {

        static Identity of(ProcessHandle process) {
            return new Identity(process.pid(), started(process));
        }

        Optional<ProcessHandle> find() {
            return anyOfId().filter(found -> started(found) == startedMillis);
        }

        /**
         * Finds a process by its id, and does not compare the start. This is enough if the lock on
         * the folder proves that the record is valid.
         */
        Optional<ProcessHandle> anyOfId() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        }

        private static long started(ProcessHandle process) {
            return startOf(process) - ProcessHandle.of(1).map(Identity::startOf).orElse(0L);
        }

        private static long startOf(ProcessHandle process) {
            return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        }
    }
}
