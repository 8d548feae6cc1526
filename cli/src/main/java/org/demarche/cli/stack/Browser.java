package org.demarche.cli.stack;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Opens a page where somebody can look at it.
 *
 * @param command takes an address as its last word
 */
record Browser(List<String> command) {

    /** Some of these commands stay for as long as the browser. */
    private static final int PATIENCE_SECONDS = 5;

    Browser {
        command = List.copyOf(command);
    }

    /**
     * @param system as Java calls it
     */
    static Browser of(String system) {
        var name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) return new Browser(List.of("open"));
        return new Browser(
                name.startsWith("windows") ? List.of("cmd", "/c", "start") : List.of("xdg-open"));
    }

    /** False if the system has no such command, or has no browser for it. */
    boolean opens(String address) {
        var words = new ArrayList<>(command);
        words.add(address);
        try {
            var process =
                    new ProcessBuilder(words)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            return !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
