package org.demarche.cli.stack;

import java.time.Duration;
import java.util.List;
import org.demarche.cli.Table;

/** The text for the user when the stack is ready. */
record Announcement(StackRecord stack, Duration took, Typed typed) {

    String text() {
        var rows =
                stack.parts().stream()
                        .map(
                                part ->
                                        Table.row(
                                                part.name(),
                                                part.address(),
                                                part.process().pid(),
                                                part.log()))
                        .toList();
        return """
        Demarche is up (%.1f s). It listens on 127.0.0.1 only, and nobody has to sign in.

        %s

        Where everybody stands:  %s
        One actor, over HTTP:    curl %s/v1/actors/russia/positions
        To stop it:              %s"""
                .formatted(
                        took.toMillis() / 1000.0,
                        Table.of(List.of("what", "address", "process", "log"), rows, 120),
                        typed.line("positions"),
                        stack.url(),
                        typed.line("down"));
    }
}
