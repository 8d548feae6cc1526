package org.demarche.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/**
 * A temporary folder and the processes that work in it; all gone when it is closed, or when this
 * process is asked to end.
 */
final class Workplace implements AutoCloseable {

    private static final List<String> BROKER_MEMORY = List.of("-Xmx512m", "-XX:+UseSerialGC");
    private static final int LAST_LINES = 20;
    private static final long BETWEEN_LOOKS = 100_000_000;

    private final Path folder;
    private final SequencedMap<String, Child> children = new LinkedHashMap<>();
    private final Thread atExit = new Thread(this::clear, "bench-stop");

    private Workplace(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static Workplace open() throws IOException {
        return new Workplace(Files.createTempDirectory("demarche-bench"));
    }

    Path result() {
        return folder.resolve("result.json");
    }

    Path profile() {
        return folder.resolve("profile.jfr");
    }

    /** Returns its address when it answers. */
    String startBroker() throws Exception {
        var port = freePort();
        var broker =
                start(
                        "broker",
                        BROKER_MEMORY,
                        List.of(
                                org.demarche.broker.Main.class.getName(),
                                "--data",
                                folder.resolve("data").toString(),
                                "--port",
                                Integer.toString(port)));
        var address = "127.0.0.1:" + port;
        awaitAnswer(broker, address);
        return address;
    }

    /**
     * Returns its address when it is ready.
     *
     * @param module whose build it is started from: each service has a class path of its own
     * @param niceness see {@link Child}
     * @param environment its settings
     * @param deadline by System.nanoTime
     */
    URI startService(
            String name,
            String module,
            int niceness,
            List<String> memory,
            Map<String, String> environment,
            long deadline)
            throws Exception {
        var port = freePort();
        var settings = new HashMap<>(environment);
        settings.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        var child =
                Child.start(
                        home().resolve(module).resolve("target/app/*").toString(),
                        niceness,
                        memory,
                        log(name),
                        List.of("org.demarche." + name + ".Main"),
                        settings);
        add(name, child);
        var address = URI.create("http://127.0.0.1:" + port);
        while (!Http.isReady(address)) {
            if (!child.process().isAlive()) {
                throw new BenchException(
                        "The process '%s' ended:%n%s".formatted(name, lastLines(name)));
            }
            if (System.nanoTime() - deadline > 0) {
                throw timeIsOver();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return address;
    }

    /** Of each process by its name, and of this one as {@code reader}: what it has taken so far. */
    Map<String, Duration> processorTimes() {
        var times = new TreeMap<String, Duration>();
        synchronized (children) {
            children.forEach((name, child) -> times.put(name, taken(child.process().toHandle())));
        }
        times.put("reader", taken(ProcessHandle.current()));
        return times;
    }

    private static Duration taken(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Returns when it has ended well.
     *
     * @param deadline by System.nanoTime
     * @throws BenchException if it failed, or was too slow
     */
    void run(String name, List<String> memory, List<String> mainAndArguments, long deadline)
            throws Exception {
        var child = start(name, memory, mainAndArguments);
        if (!child.process().waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw timeIsOver();
        }
        if (child.process().exitValue() != 0) {
            throw new BenchException(
                    "The process '%s' failed with %d:%n%s"
                            .formatted(name, child.process().exitValue(), lastLines(name)));
        }
    }

    static BenchException timeIsOver() {
        return new BenchException("The time is over: give it more with --limit-minutes");
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            return; // on the way out: the hook clears
        }
        clear();
    }

    private Child start(String name, List<String> memory, List<String> mainAndArguments)
            throws IOException {
        var child = Child.start(memory, log(name), mainAndArguments);
        add(name, child);
        return child;
    }

    private void add(String name, Child child) {
        synchronized (children) {
            children.put(name, child);
        }
    }

    private static Path home() {
        var home = System.getProperty("demarche.home");
        if (home == null) {
            throw new BenchException("Nobody says where the services are: run ./demarche bench");
        }
        return Path.of(home);
    }

    private void awaitAnswer(Child broker, String address) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", address))) {
            var nodes = admin.describeCluster().nodes();
            while (true) {
                try {
                    nodes.get(1, TimeUnit.SECONDS);
                    return;
                } catch (TimeoutException _) {
                    if (!broker.process().isAlive()) {
                        throw brokerFailed();
                    }
                } catch (ExecutionException _) {
                    throw brokerFailed();
                }
            }
        }
    }

    private BenchException brokerFailed() throws IOException {
        return new BenchException("The broker did not start:\n" + lastLines("broker"));
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

    /** The measuring process before the broker that it needs. */
    private void clear() {
        synchronized (children) {
            children.sequencedValues().reversed().forEach(Child::close);
            children.clear();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.printf("%s could not be deleted: %s%n", folder, e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
