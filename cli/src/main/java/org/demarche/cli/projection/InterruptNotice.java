package org.demarche.cli.projection;

import java.io.PrintWriter;

/** Prints a sentence if Ctrl-C or a signal ends the command before the notice is closed. */
final class InterruptNotice implements AutoCloseable {

    private final Thread hook;

    InterruptNotice(PrintWriter err, String text) {
        hook =
                new Thread(
                        () -> {
                            err.println(); // begins a line below the bar, or after ^C
                            err.println(text);
                            err.flush();
                        },
                        "interrupt-notice");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The notice is being printed.
        }
    }
}
