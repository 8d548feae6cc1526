package org.demarche.cli.stack;

import java.time.Duration;
import java.util.List;
import org.demarche.cli.terminal.Table;
import org.jspecify.annotations.Nullable;

/**
 * The text for the user when the stack is ready.
 *
 * @param guide the page about the user's own data, for a stack without seeds; null for a stack with
 *     seeds
 * @param asksForTokens whether callers have to sign in
 * @param width the width of the terminal
 */
record ReadyMessage(
        StackRecord stack,
        Folder folder,
        Duration took,
        TypedCommand typed,
        @Nullable String guide,
        boolean asksForTokens,
        int width) {

    String text() {
        var rows =
                stack.parts().stream()
                        .map(part -> Table.row(part.name(), part.address(), part.process().pid()))
                        .toList();
        return """
        Demarche is up (%.1f s). It listens on 127.0.0.1 only, and %s.
        It takes 1 GB of memory at first. Its heaps grow with the log, to half of this machine's memory at most.

        %s

        The logs are in %s.

        %s
        To stop it:              %s"""
                .formatted(
                        took.toMillis() / 1000.0,
                        asksForTokens ? "callers need an access token" : "nobody has to sign in",
                        Table.of(List.of("what", "address", "process"), rows, width),
                        folder.logs(),
                        guide == null ? questions() : ownData(guide),
                        typed.line("down"));
    }

    private String questions() {
        return """
        Where everybody stands:  %s
        One actor, over HTTP:    curl %s/v1/actors/russia/positions"""
                .formatted(typed.line("positions"), stack.url());
    }

    /** Returns examples for an empty log, in which the examples about Russia would find nothing. */
    private String ownData(String guide) {
        return """
        A table to fill in:      %s
        Your own data:           %s"""
                .formatted(typed.command() + " template mine.csv", guide);
    }
}
