package org.demarche.torture.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of the stack. */
final class ProcessMember implements Member {

    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration ASKING = Duration.ofSeconds(2);
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(ASKING).build();

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final @Nullable URI readiness;
    private @Nullable Process process;

    /**
     * @param readiness the address of the readiness check; null for the broker, which has none
     */
    ProcessMember(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            @Nullable URI readiness) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.readiness = readiness;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void start() {
        if (isAlive()) return;
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(Redirect.appendTo(log.toFile()));
        var inherited = builder.environment();
        inherited.keySet().removeIf(key -> key.matches("(DEMARCHE|KAFKA|MICRONAUT)_.*"));
        inherited.putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public synchronized void kill() throws InterruptedException {
        if (process != null) process.destroyForcibly().waitFor();
    }

    @Override
    public synchronized void stop() throws InterruptedException {
        if (process == null) return;
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) kill();
    }

    @Override
    public void freeze() throws InterruptedException {
        signal("STOP");
    }

    @Override
    public void wake() throws InterruptedException {
        signal("CONT");
    }

    private synchronized void signal(String signal) throws InterruptedException {
        if (process == null || !process.isAlive()) return;
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()));
            if (kill.start().waitFor() != 0 && process.isAlive()) {
                throw new IllegalStateException("kill -%s %s failed".formatted(signal, name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether the process is ready. For the broker, this is whether the process is alive, because
     * the services show whether it answers.
     */
    @Override
    public boolean isReady() throws InterruptedException {
        if (!isAlive()) return false;
        if (readiness == null) return true;
        var request = HttpRequest.newBuilder(readiness).timeout(ASKING).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public Path log() {
        return log;
    }
}
