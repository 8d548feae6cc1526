package org.demarche.cli.stack;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Opens a page in a browser.
 *
 * @param command a command that takes an address as its last word
 */
record Browser(List<String> command) {

    /** The wait for the command to end. Some commands run for as long as the browser. */
    private static final int PATIENCE_SECONDS = 5;

    Browser {
        command = List.copyOf(command);
    }

    /**
     * @param system the name of the operating system in Java
     */
    static Browser of(String system) {
        var name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) return new Browser(List.of("open"));
        return new Browser(
                name.startsWith("windows") ? List.of("cmd", "/c", "start") : List.of("xdg-open"));
    }

    /**
     * Whether the command opens the address. It does not if the system has no such command, or no
     * browser.
     */
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
