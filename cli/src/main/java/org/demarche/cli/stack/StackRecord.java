package org.demarche.cli.stack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of a running stack, for `down` and `status`: `stack.json` in its folder.
 *
 * @param ready whether all parts have been ready once
 * @param url where the gateway listens
 */
record StackRecord(Identity supervisor, String url, boolean ready, List<Entry> parts) {

    StackRecord {
        parts = List.copyOf(parts);
    }

    /**
     * @param health where it tells in detail how it is; null where it does not
     */
    record Entry(
            String name,
            String address,
            boolean http,
            @Nullable String health,
            String log,
            Identity process) {

        /**
         * The process, though nothing watches over it. A service that has the id and still serves
         * the address is meant, whatever is written of its start.
         */
        Optional<ProcessHandle> leftBehind() {
            return process.find()
                    .or(
                            () ->
                                    isServed()
                                            ? process.anyOfId().filter(Entry::isService)
                                            : Optional.empty());
        }

        /** Systems reuse process ids, and somebody else may serve the port now. */
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
     * Identifies a process. Systems reuse process ids, but not the pair of id and start.
     *
     * @param startedMillis after the first process of the machine, for that difference stays when
     *     somebody sets the clock
     */
    record Identity(long pid, long startedMillis) {

        static Identity of(ProcessHandle process) {
            return new Identity(process.pid(), started(process));
        }

        Optional<ProcessHandle> find() {
            return anyOfId().filter(found -> started(found) == startedMillis);
        }

        /**
         * For when the lock on the folder proves that the record is valid: does not compare the
         * start.
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
