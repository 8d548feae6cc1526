package org.demarche.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process on this one's class path, with a heap as {@code demarche up} gives it. */
record Child(Process process) implements AutoCloseable {

    private static final long PARTING_SECONDS = 20;

    /**
     * @param memory the heap and its collector, as Java's options
     * @param log where its output goes
     */
    static Child start(List<String> memory, Path log, List<String> mainAndArguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path")));
        command.addAll(memory);
        command.addAll(mainAndArguments);
        return new Child(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log.toFile()))
                        .start());
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
