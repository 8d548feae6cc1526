package org.demarche.cli.stack;

import java.time.Duration;
import java.util.List;
import org.demarche.cli.Table;

/** The text for the user when the stack is ready. */
record Announcement(StackRecord stack, Duration took) {

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
        Demarche is up (%.1f s).

        %s

        Where everybody stands:  demarche positions
        One actor, over HTTP:    curl %s/v1/actors/russia/positions
        To stop it:              demarche down"""
                .formatted(
                        took.toMillis() / 1000.0,
                        Table.of(List.of("what", "address", "process", "log"), rows, 120),
                        stack.url());
    }
}
