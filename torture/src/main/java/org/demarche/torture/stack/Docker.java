package org.demarche.torture.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The command {@code docker}. */
final class Docker {

    private Docker() {}

    /**
     * Runs the command, and returns its output.
     *
     * @throws IllegalStateException if the command failed; the message has the output
     */
    static String run(List<String> arguments) throws InterruptedException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOCKER_BUILDKIT", "1");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor() == 0) return printed;
            throw new IllegalStateException(
                    "`%s` failed: %s".formatted(String.join(" ", command), printed));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "There is no Docker here. Install it, or run this without --compose.", e);
        }
    }

    static String run(String... arguments) throws InterruptedException {
        return run(List.of(arguments));
    }
}
