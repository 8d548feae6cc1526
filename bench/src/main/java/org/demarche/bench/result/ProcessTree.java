package org.demarche.bench.result;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java process with its child processes. */
public record ProcessTree(Process process) implements AutoCloseable {

    /**
     * The longest wait for an end. It is long, because a stack stops its parts one after the other.
     */
    private static final long PARTING_SECONDS = 100;

    private static final long KILLED_SECONDS = 10;

    /**
     * @param options the options for Java, without the class path
     * @param log the file for its output
     */
    public static ProcessTree start(
            String classPath, List<String> options, List<String> mainAndArguments, Path log)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath));
        command.addAll(options);
        command.addAll(mainAndArguments);
        return new ProcessTree(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log.toFile()))
                        .start());
    }

    /** Asks the process to end, and kills it if it does not end in time. */
    @Override
    public void close() {
        var all = process.descendants().toList();
        process.destroy();
        try {
            if (process.waitFor(PARTING_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        var _ = ended(process.onExit());
        all.forEach(each -> ended(each.onExit()));
    }

    private static <T> boolean ended(CompletableFuture<T> exit) {
        return exit.thenApply(_ -> true)
                .completeOnTimeout(false, KILLED_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
