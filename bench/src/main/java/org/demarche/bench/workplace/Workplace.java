package org.demarche.bench.workplace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.ProcessTree;

/**
 * A temporary folder and the processes that work in it. When the workplace is closed, or when this
 * process is asked to end, the processes end and the folder is deleted.
 */
public final class Workplace implements AutoCloseable {

    public static final String BROKER = "broker";

    private static final int LAST_LINES = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Path folder;
    private final SequencedMap<String, ProcessTree> children = new LinkedHashMap<>();
    private final Thread atExit = new Thread(this::clear, "bench-stop");
    private final TimeLimit deadline;

    private Workplace(Path folder, TimeLimit deadline) {
        this.folder = folder;
        this.deadline = deadline;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public static Workplace open(TimeLimit deadline) throws IOException {
        return new Workplace(Files.createTempDirectory("demarche-bench"), deadline);
    }

    public TimeLimit deadline() {
        return deadline;
    }

    public Path folder(String name) {
        return folder.resolve(name);
    }

    public Path result() {
        return folder.resolve("result.json");
    }

    public Path profile() {
        return folder.resolve("profile.jfr");
    }

    /** Starts a broker, and returns its address as soon as the broker answers. */
    public String startBroker() throws Exception {
        return startBroker("data", ownClassPath());
    }

    /**
     * Starts a broker from the class path that {@code demarche up} uses for its broker.
     *
     * @param data the folder with its log, created if it does not exist
     */
    public String startBroker(String data) throws Exception {
        return startBroker(data, home().resolve("broker/target/app/*").toString());
    }

    private String startBroker(String data, String classPath) throws Exception {
        var port = freePort();
        var broker =
                start(
                        BROKER,
                        classPath,
                        BrokerStart.MEMORY,
                        List.of(
                                org.demarche.broker.Main.class.getName(),
                                "--data",
                                folder(data).toString(),
                                "--port",
                                Integer.toString(port)));
        var address = "127.0.0.1:" + port;
        if (!BrokerStart.answers(address, broker.process(), deadline)) {
            throw new BenchException("The broker did not start:\n" + lastLines(BROKER));
        }
        return address;
    }

    /**
     * Starts a stack as {@code demarche up} does, and returns when all of it is ready.
     *
     * @param seeds whether the stack has the seeds; otherwise its log is empty
     * @param more options for the Java of its supervisor
     */
    public Stack startStack(String name, boolean seeds, String... more) throws Exception {
        var data = folder(name);
        Stack.forgetLast(data);
        var arguments =
                new ArrayList<>(
                        List.of(
                                "org.demarche.cli.Main",
                                "up",
                                "--data",
                                data.toString(),
                                "--port",
                                Integer.toString(freePort())));
        if (!seeds) {
            arguments.add("--no-seeds");
        }
        var options =
                new ArrayList<>(
                        List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xms16m",
                                "-Xmx256m",
                                "-XX:TrimNativeHeapInterval=5000",
                                "-Ddemarche.home=" + home()));
        options.addAll(List.of(more));
        var up = start(name, home().resolve("cli/target/app/*").toString(), options, arguments);
        var stack = new Stack(data, up.process().toHandle(), deadline);
        await(name, up, stack::isReady);
        return stack;
    }

    /**
     * Starts one more position service beside the stack's own, with the same memory and collector,
     * and returns when it is ready.
     */
    public void startPositionService(String name, String kafka) throws Exception {
        var port = freePort();
        startServer(
                name,
                home().resolve("position-service/target/app/*").toString(),
                List.of(
                        "-XX:MaxRAMPercentage=25",
                        "-XX:+UseParallelGC",
                        "-XX:GCTimeRatio=9",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dkafka.bootstrap.servers=" + kafka,
                        "-Dmicronaut.server.host=127.0.0.1",
                        "-Dmicronaut.server.port=" + port),
                List.of("org.demarche.position.Main"),
                URI.create("http://127.0.0.1:%d/health/readiness".formatted(port)));
    }

    /**
     * Starts a server, and returns as soon as it answers.
     *
     * @param ready an address of the server, which answers when the server is ready
     */
    public void startServer(
            String name,
            String classPath,
            List<String> options,
            List<String> mainAndArguments,
            URI ready)
            throws Exception {
        await(name, start(name, classPath, options, mainAndArguments), () -> Http.answers(ready));
    }

    /**
     * @throws BenchException if the process has ended
     */
    public void requireRunning(String name) throws IOException {
        synchronized (children) {
            var child = children.get(name);
            if (child == null || !child.process().isAlive()) {
                throw new BenchException(
                        "The process '%s' has ended:%n%s".formatted(name, lastLines(name)));
            }
        }
    }

    /** Ends the process, so that the next one has its processors and memory. */
    public void stop(String name) {
        synchronized (children) {
            var child = children.remove(name);
            if (child != null) {
                child.close();
            }
        }
    }

    /**
     * Runs a process, and returns when it has ended without a failure.
     *
     * @throws BenchException if the process failed, or was too slow
     */
    public void run(String name, List<String> memory, List<String> mainAndArguments)
            throws Exception {
        var child = start(name, ownClassPath(), memory, mainAndArguments);
        while (!child.process().waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
            deadline.require();
        }
        if (child.process().exitValue() != 0) {
            throw ended(name, child);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            return; // the process ends, and its hook clears the folder
        }
        clear();
    }

    private ProcessTree start(
            String name, String classPath, List<String> options, List<String> mainAndArguments)
            throws IOException {
        var child = ProcessTree.start(classPath, options, mainAndArguments, log(name));
        synchronized (children) {
            children.put(name, child);
        }
        return child;
    }

    private void await(String name, ProcessTree child, Callable<Boolean> isReady) throws Exception {
        while (!isReady.call()) {
            if (!child.process().isAlive()) {
                throw ended(name, child);
            }
            deadline.pause(BETWEEN_LOOKS);
        }
    }

    private BenchException ended(String name, ProcessTree child) throws IOException {
        return new BenchException(
                "The process '%s' ended with %d:%n%s"
                        .formatted(name, child.process().exitValue(), lastLines(name)));
    }

    public static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /** Returns the folder of the checkout in which this program was built. */
    public static Path home() {
        var home = System.getProperty("demarche.home");
        if (home == null) {
            throw new BenchException(
                    "The services are not found. Start the measurement with ./demarche bench");
        }
        return Path.of(home);
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private String lastLines(String name) throws IOException {
        var lines = Files.readAllLines(log(name));
        return String.join(
                System.lineSeparator(),
                lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /**
     * Ends the processes, and deletes the folder. The measuring process ends before the broker,
     * because it needs the broker.
     */
    private void clear() {
        synchronized (children) {
            children.sequencedValues().reversed().forEach(ProcessTree::close);
            children.clear();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.printf("%s could not be deleted: %s%n", folder, e);
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
