package org.demarche.cli.stack;

import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;

/** The sentence that names the stack which has the folder. */
final class Running {

    private Running() {}

    static String sentence(Folder folder, StackRecord stack) {
        return "A stack is running on %s: %s (process %d). `demarche down` stops it."
                .formatted(folder.root(), stack.url(), stack.supervisor().pid());
    }

    /** Of a folder that a process has, where nothing is written down yet, or not any more. */
    static String beginning(Folder folder) {
        return "Another process is starting or stopping a stack on %s.".formatted(folder.root());
    }

    static Failure failure(Folder folder) {
        return new Failure(
                ExitCode.NO,
                folder.read()
                        .map(stack -> sentence(folder, stack))
                        .orElseGet(() -> beginning(folder)));
    }
}
