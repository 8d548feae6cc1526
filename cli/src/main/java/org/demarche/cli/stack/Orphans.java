package org.demarche.cli.stack;

import java.io.PrintWriter;
import java.util.List;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/** Stops processes whose supervisor was killed and could not stop them. */
final class Orphans {

    private Orphans() {}

    /**
     * Stops the processes that an earlier stack left behind, and returns whether there were any.
     */
    static boolean stop(Folder folder, PrintWriter err) {
        var stopped = false;
        var parts = folder.read().map(StackRecord::parts).orElse(List.of());
        for (var entry : parts.reversed()) {
            var process = entry.leftBehind();
            if (process.isPresent()) {
                stop(entry, process.get(), err);
                stopped = true;
            }
        }
        folder.forget();
        return stopped;
    }

    private static void stop(StackRecord.Entry entry, ProcessHandle process, PrintWriter err) {
        err.printf(
                "Stopping the %s (process %d) that an earlier stack left behind.%n",
                entry.name(), process.pid());
        err.flush();
        PartProcess.stop(process);
        if (process.isAlive()) throw immortal(entry, process);
    }

    /**
     * Returns the failure for a process that does not end. The record stays, so that no command
     * takes the stack for stopped.
     */
    private static Failure immortal(StackRecord.Entry entry, ProcessHandle process) {
        return new Failure(
                ExitCode.NO,
                "The %s (process %d) does not end: end it with `kill -9`, and run `demarche down` again."
                        .formatted(entry.name(), process.pid()));
    }
}
