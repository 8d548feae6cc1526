package org.demarche.cli.stack;

import java.io.PrintWriter;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;

/** Processes whose supervisor was killed and could not stop them. */
final class Orphans {

    private Orphans() {}

    static void stop(Folder folder, PrintWriter err) {
        var stack = folder.read();
        if (stack.isEmpty()) return;
        for (var entry : stack.get().parts().reversed()) {
            entry.leftBehind()
                    .ifPresent(
                            process -> {
                                err.printf(
                                        "Stopping the %s (process %d) that an earlier stack left behind.%n",
                                        entry.name(), process.pid());
                                err.flush();
                                Child.stop(process);
                                if (process.isAlive()) throw immortal(entry, process);
                            });
        }
        folder.forget();
    }

    /** The record stays, so that nothing takes the stack for stopped. */
    private static Failure immortal(StackRecord.Entry entry, ProcessHandle process) {
        return new Failure(
                ExitCode.NO,
                "The %s (process %d) does not end: end it with `kill -9`, and run `demarche down` again."
                        .formatted(entry.name(), process.pid()));
    }
}
