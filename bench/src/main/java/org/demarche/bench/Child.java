package org.demarche.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Java process, on this one's class path if not said otherwise, with a heap as {@code demarche
 * up} gives it.
 */
record Child(Process process) implements AutoCloseable {

    private static final long PARTING_SECONDS = 20;

    /**
     * @param memory the heap and its collector, as Java's options
     * @param log where its output goes
     */
    static Child start(List<String> memory, Path log, List<String> mainAndArguments)
            throws IOException {
        var classPath = System.getProperty("java.class.path");
        return start(classPath, 0, memory, log, mainAndArguments, Map.of());
    }

    /**
     * The same on a class path of its own.
     *
     * @param niceness how much it steps back where processors are short: 0 to 19, as of nice(1)
     */
    static Child start(
            String classPath,
            int niceness,
            List<String> memory,
            Path log,
            List<String> mainAndArguments,
            Map<String, String> environment)
            throws IOException {
        var command = new ArrayList<String>();
        if (niceness > 0) {
            command.addAll(List.of("nice", "-n", String.valueOf(niceness)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath));
        command.addAll(memory);
        command.addAll(mainAndArguments);
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    /** Ends it, at first politely. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PARTING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
