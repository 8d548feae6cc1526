package org.demarche.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A stack of its own, started by {@code demarche up} in an empty folder, and further position
 * services beside it.
 */
final class Stack implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final long PARTING_SECONDS = 60;
    private static final List<String> NATIVE =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Path data;
    private final Path logs;
    private final Process up;
    private final List<Process> workers = new ArrayList<>();
    private final Thread atExit = new Thread(this::end, "torture-stop");

    private Stack(Path home, Path folder) throws IOException {
        this.home = home;
        data = folder.resolve("data");
        logs = Files.createDirectories(folder);
        up =
                java(
                        "cli",
                        List.of("-XX:+UseSerialGC", "-Xmx256m", "-Ddemarche.home=" + home),
                        List.of(
                                "org.demarche.cli.Main",
                                "up",
                                "--no-seeds",
                                "--data",
                                data.toString(),
                                "--port",
                                String.valueOf(freePort())),
                        Map.of());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * @param home the folder of this release
     * @param folder for its data and the output of its processes; an empty one
     */
    static Stack start(Path home, Path folder) throws IOException, InterruptedException {
        var stack = new Stack(home, folder);
        stack.await(START, () -> stack.written().path("ready").booleanValue());
        return stack;
    }

    Gateway gateway() throws IOException {
        return new Gateway(URI.create(written().path("url").asText()));
    }

    String broker() throws IOException {
        return part("broker").path("address").asText();
    }

    ProcessHandle process(String part) throws IOException {
        return ProcessHandle.of(part(part).at("/process/pid").longValue())
                .orElseThrow(() -> new TortureException("The %s has ended".formatted(part)));
    }

    /** One more position service; it shares the partitions with those that are there. */
    void startWorker() throws IOException {
        workers.add(
                java(
                        "position-service",
                        List.of("-XX:+UseSerialGC", "-Xmx256m"),
                        List.of("org.demarche.position.Main"),
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS",
                                broker(),
                                "MICRONAUT_SERVER_PORT",
                                String.valueOf(freePort()))));
    }

    List<Process> workers() {
        workers.removeIf(worker -> !worker.isAlive());
        return workers;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            return; // on the way out: the hook ends all
        }
        end();
    }

    private void end() {
        var all = up.descendants().toList();
        // a process that was stopped could not end
        all.forEach(one -> signal(one, "CONT"));
        workers.forEach(Process::destroyForcibly);
        up.destroy();
        try {
            if (up.waitFor(PARTING_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        up.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Sends what Java has no call for. */
    static void signal(ProcessHandle process, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new TortureException("kill cannot be run: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Process java(
            String module, List<String> options, List<String> program, Map<String, String> settings)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(NATIVE);
        command.addAll(options);
        command.add("-cp");
        command.add(home.resolve(module).resolve("target/app/*").toString());
        command.addAll(program);
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(logs.resolve(module + ".log").toFile()));
        builder.environment().putAll(settings);
        return builder.start();
    }

    private interface Look {
        boolean isSo() throws IOException;
    }

    private void await(Duration limit, Look look) throws IOException, InterruptedException {
        var end = Instant.now().plus(limit);
        while (!look.isSo()) {
            if (!up.isAlive() || Instant.now().isAfter(end)) {
                throw new TortureException("The stack did not start: see cli.log in " + logs);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private JsonNode part(String name) throws IOException {
        for (var part : written().path("parts")) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        throw new TortureException("The stack has no " + name);
    }

    /** The stack replaces the file whole, so nobody reads half of it. */
    private JsonNode written() throws IOException {
        var file = data.resolve("stack.json");
        return Files.exists(file)
                ? JSON.readTree(Files.readAllBytes(file))
                : JSON.createObjectNode();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
