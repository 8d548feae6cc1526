package org.demarche.cli.stack;

import java.io.PrintWriter;

/** Processes whose supervisor was killed and could not stop them. */
final class Orphans {

    private Orphans() {}

    static void stop(Folder folder, PrintWriter err) {
        var stack = folder.read();
        if (stack.isEmpty()) return;
        for (var entry : stack.get().parts().reversed()) {
            entry.process()
                    .find()
                    .ifPresent(
                            process -> {
                                err.printf(
                                        "Stopping the %s (process %d) that an earlier stack left behind.%n",
                                        entry.name(), process.pid());
                                err.flush();
                                Child.stop(process);
                            });
        }
        folder.forget();
    }
}
