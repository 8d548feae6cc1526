package org.demarche.cli.stack;

import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/** Tells the user that a running stack already uses the folder. */
public final class RunningStack {

    private RunningStack() {}

    static String sentence(Folder folder, StackRecord stack) {
        return "A stack is running on %s: %s (process %d). `demarche down --data %s` stops it."
                .formatted(
                        folder.root(),
                        stack.url(),
                        stack.supervisor().pid(),
                        TypedCommand.quoted(folder.root().toString()));
    }

    /**
     * Returns the sentence for a folder whose process has written no record yet, or has deleted it.
     */
    public static String beginning(Folder folder) {
        return "Another process is starting or stopping a stack on %s. Wait until it is done."
                .formatted(folder.root());
    }

    static Failure failure(Folder folder) {
        return new Failure(
                ExitCode.NO,
                folder.read()
                        .map(stack -> sentence(folder, stack))
                        .orElseGet(() -> beginning(folder)));
    }
}
