package org.demarche.torture.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;

/**
 * The processes of {@code ./demarche up}, as this build has packaged them, with two more position
 * services in reserve. Each service reaches the broker through its own network.
 *
 * <p>All services use the same name and port for the broker. For each service, the name has another
 * address.
 */
public final class ProcessStack implements TestedStack {

    private static final List<String> RESERVE = List.of("position-2", "position-3");

    /** The name that the broker tells its clients. */
    private static final String BROKER_HOST = "kafka.torture";

    private final Path home;
    private final Path data;
    private final int port;
    private final int gatewayPort;
    private final SequencedMap<String, ProcessMember> members = new LinkedHashMap<>();
    private final Map<String, Wire> wires = new HashMap<>();

    /**
     * @param home the repository
     * @param data the folder for all files of the stack
     */
    public ProcessStack(Path home, Path data) throws IOException {
        this.home = home;
        this.data = data;
        var ports = freePorts(8);
        port = ports.getFirst();
        gatewayPort = ports.get(1);
        Files.createDirectories(data.resolve("logs"));
        var ingestPort = ports.get(2);
        addBroker();
        addService(
                INGEST,
                "ingest-service",
                ingestPort,
                "512m",
                Map.of("DEMARCHE_OPERATION_PORT", String.valueOf(ports.get(3))));
        addService(POSITION, "position-service", ports.get(4), "768m", Map.of());
        addService(
                GATEWAY,
                "api-gateway",
                gatewayPort,
                "768m",
                Map.of(
                        "DEMARCHE_INGEST_URL",
                        "http://127.0.0.1:" + ingestPort,
                        "DEMARCHE_EVIDENCE_DIRECTORY",
                        data.resolve("evidence").toString(),
                        "DEMARCHE_OPERATION_PORT",
                        String.valueOf(ports.get(5))));
        addService(RESERVE.get(0), "position-service", ports.get(6), "512m", Map.of());
        addService(RESERVE.get(1), "position-service", ports.get(7), "512m", Map.of());
    }

    private void addBroker() throws IOException {
        var command = java(BROKER, "127.0.0.1", "broker", "512m");
        command.addAll(
                List.of(
                        "org.demarche.broker.Main",
                        "--data",
                        data.resolve(BROKER).toString(),
                        "--port",
                        String.valueOf(port),
                        "--advertise",
                        BROKER_HOST));
        members.put(BROKER, new ProcessMember(BROKER, command, Map.of(), log(BROKER), null));
    }

    private void addService(
            String name, String module, int http, String heap, Map<String, String> own)
            throws IOException {
        var host = "127.0.1." + (members.size() + 1);
        wires.put(name, new Wire(host, port));
        var command = java(name, host, module, heap);
        command.add("org.demarche.%s.Main".formatted(name.replaceAll("-[0-9]$", "")));
        var environment = new HashMap<>(own);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", BROKER_HOST + ":" + port);
        environment.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
        environment.put("MICRONAUT_SERVER_PORT", String.valueOf(http));
        environment.put("DEMARCHE_SEEDS", "");
        environment.put("DEMARCHE_PREFIX", PREFIX);
        environment.put("MALLOC_ARENA_MAX", "2");
        var readiness = URI.create("http://127.0.0.1:" + http + "/health/readiness");
        members.put(name, new ProcessMember(name, command, environment, log(name), readiness));
    }

    /**
     * Returns the command of a Java process. It uses the cheaper compiler, because each of these
     * processes starts again and again.
     */
    private List<String> java(String name, String brokerAddress, String module, String heap)
            throws IOException {
        var hosts = data.resolve("logs/" + name + ".hosts");
        writeHosts(hosts, brokerAddress);
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djdk.net.hosts.file=" + hosts,
                        "-Xms32m",
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        home.resolve(module).resolve("target/app/*").toString()));
    }

    /**
     * Writes the names of hosts for a Java process. Java then reads names only from this file, so
     * the file has the machine's own name, too.
     */
    public static void writeHosts(Path file, String brokerAddress) throws IOException {
        var own = Path.of("/proc/sys/kernel/hostname");
        var machine = Files.exists(own) ? Files.readString(own).strip() : "";
        Files.writeString(
                file,
                "%s %s%n127.0.0.1 localhost %s%n".formatted(brokerAddress, BROKER_HOST, machine));
    }

    private Path log(String name) {
        return data.resolve("logs/" + name + ".log");
    }

    @Override
    public String gateway() {
        return "http://127.0.0.1:" + gatewayPort;
    }

    /** Returns an address for clients that know the name of the broker. */
    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Member member(String name) {
        return Optional.ofNullable(members.get(name)).orElseThrow();
    }

    @Override
    public List<Member> reserve() {
        return RESERVE.stream().<Member>map(members::get).toList();
    }

    @Override
    public Optional<Wire> wire(String service) {
        return Optional.ofNullable(wires.get(service));
    }

    @Override
    public void start() {
        supervise();
    }

    /** Starts members that have ended, as the supervisor of {@code ./demarche up} does. */
    @Override
    public void supervise() {
        members.forEach(
                (name, member) -> {
                    if (!RESERVE.contains(name)) member.start();
                });
    }

    @Override
    public void stop() throws InterruptedException {
        for (var member : members.sequencedValues().reversed()) member.stop();
    }

    @Override
    public void keepLogs(Path folder) throws IOException {
        var kept = Files.createDirectories(folder);
        try (var files = Files.list(data.resolve("logs"))) {
            for (var file : files.toList()) {
                Files.copy(file, kept.resolve(file.getFileName().toString()));
            }
        }
    }

    @Override
    public void close() {
        try {
            for (var member : members.values()) member.kill();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        wires.values().forEach(Wire::close);
    }

    /**
     * Returns free ports. They are below the range of outgoing connections, so that a port is still
     * free after a kill.
     */
    static List<Integer> freePorts(int count) {
        return new Random()
                .ints(20_000, 30_000)
                .distinct()
                .filter(ProcessStack::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
