package org.demarche.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One process of the stack, with its command line.
 *
 * @param name the name that the user sees
 * @param module the folder of the module's build
 * @param http whether HTTP shows that the process is ready; if not, an answer over Kafka's protocol
 *     shows it
 */
record Part(
        String name,
        String module,
        String mainClass,
        int port,
        boolean http,
        List<String> jvm,
        List<String> arguments,
        Map<String, String> environment) {

    /**
     * Flags with which a process takes less memory. A heap only grows if it must, and object
     * headers take half as much memory. The C library returns memory that the compilers needed at
     * the start. A process that runs out of memory ends, so that it is started again; without this
     * flag it would continue without some of its threads.
     */
    private static final List<String> SMALL =
            List.of(
                    "-Xms32m",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:TrimNativeHeapInterval=5000",
                    "-XX:+ExitOnOutOfMemoryError");

    /** The broker's heap does not grow with the log, because it keeps no reports. */
    private static final String BROKER_HEAP = "-Xmx512m";

    /**
     * The other heaps grow with the log, at most to these shares of the machine's memory: together
     * less than half of it. The position service has two versions in its heap during a replay.
     */
    private static final String INGEST_HEAP = "-XX:MaxRAMPercentage=6.25";

    private static final String POSITION_HEAP = "-XX:MaxRAMPercentage=25";
    private static final String GATEWAY_HEAP = "-XX:MaxRAMPercentage=12.5";

    /** With fewer arenas, glibc keeps less of the memory that threads have freed. */
    private static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");

    private static final String OPERATION_PORT = "DEMARCHE_OPERATION_PORT";

    /** Whether the stack runs only so that Java can record its cache for later starts. */
    private static final boolean LEARNS = Boolean.getBoolean("demarche.learn");

    /**
     * Returns the parts in the order of their start. They stop in the opposite order, so that each
     * stops before the parts that it needs.
     */
    static List<Part> all(StackPlan plan) {
        var kafka = "127.0.0.1:" + plan.brokerPort();
        return List.of(
                new Part(
                        "broker",
                        "broker",
                        "org.demarche.broker.Main",
                        plan.brokerPort(),
                        false,
                        memory(BROKER_HEAP, "-XX:+UseSerialGC"),
                        List.of(
                                "--data",
                                plan.folder().broker().toString(),
                                "--port",
                                String.valueOf(plan.brokerPort())),
                        FEW_ARENAS),
                service(
                        "ingest",
                        "ingest-service",
                        plan.ingestPort(),
                        kafka,
                        memory(INGEST_HEAP, "-XX:+UseSerialGC"),
                        Map.of(
                                "DEMARCHE_SEEDS",
                                plan.seeds(),
                                OPERATION_PORT,
                                String.valueOf(plan.operation().ingestPort()))),
                service(
                        "position",
                        "position-service",
                        plan.positionPort(),
                        kafka,
                        // the serial collector takes a quarter of a replay's time, the parallel one
                        // an eighth; the heap grows if collections take more than a tenth
                        memory(POSITION_HEAP, "-XX:+UseParallelGC", "-XX:GCTimeRatio=9"),
                        Map.of()),
                service(
                        "gateway",
                        "api-gateway",
                        plan.gatewayPort(),
                        kafka,
                        // pauses are short, because readers wait for each; there may be more of
                        // them, so that the heap grows less
                        memory(GATEWAY_HEAP, "-XX:+UseG1GC", "-XX:GCTimeRatio=3"),
                        Map.of(
                                "DEMARCHE_INGEST_URL",
                                "http://127.0.0.1:" + plan.ingestPort(),
                                OPERATION_PORT,
                                String.valueOf(plan.operation().gatewayPort()),
                                "DEMARCHE_SEEDS",
                                plan.seeds(),
                                "DEMARCHE_EVIDENCE_DIRECTORY",
                                plan.folder().evidence().toString())));
    }

    private static List<String> memory(String... own) {
        return Stream.concat(SMALL.stream(), Stream.of(own)).toList();
    }

    private static Part service(
            String name,
            String module,
            int port,
            String kafka,
            List<String> memory,
            Map<String, String> own) {
        var environment =
                new HashMap<>(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS",
                                kafka,
                                "MICRONAUT_SERVER_HOST",
                                "127.0.0.1",
                                "MICRONAUT_SERVER_PORT",
                                String.valueOf(port)));
        environment.putAll(FEW_ARENAS);
        environment.putAll(own);
        return new Part(
                name,
                module,
                "org.demarche." + name + ".Main",
                port,
                true,
                memory,
                List.of(),
                Map.copyOf(environment));
    }

    String address() {
        return (http ? "http://127.0.0.1:" : "127.0.0.1:") + port;
    }

    /** Returns the address of the process's health in detail; null if it has none. */
    @Nullable String health() {
        return http
                ? "http://127.0.0.1:"
                        + environment.getOrDefault(OPERATION_PORT, String.valueOf(port))
                : null;
    }

    List<String> command(Path home) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvm);
        command.addAll(learned(home.resolve(module).resolve("target").resolve(name + ".aot")));
        command.addAll(
                List.of(
                        "-cp",
                        home.resolve(module).resolve("target/app").resolve("*").toString(),
                        mainClass));
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /**
     * Returns the flag for Java's cache of loaded classes and busy methods (JEP 514 and 515). Java
     * ignores the cache if it belongs to other jars or another release.
     */
    private static List<String> learned(Path cache) {
        if (LEARNS) {
            return List.of("-XX:AOTCacheOutput=" + cache);
        }
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
    }
}
