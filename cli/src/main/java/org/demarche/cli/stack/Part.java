package org.demarche.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One process of the stack and how it is started.
 *
 * @param name as the user sees it
 * @param module the folder of its build
 * @param http whether it tells by HTTP when it is ready; else a connection tells
 * @param niceness how much it steps back where processors are short: 0 to 19, as of nice(1)
 */
record Part(
        String name,
        String module,
        String mainClass,
        int port,
        boolean http,
        int niceness,
        List<String> jvm,
        List<String> arguments,
        Map<String, String> environment) {

    /** A replay may take every processor, and who reads must not wait for it. */
    private static final int BEHIND_READS = 10;

    /**
     * In the order of their start. They are stopped in the opposite order, so that none outlives
     * what it needs.
     */
    static List<Part> all(Plan plan) {
        var kafka = "127.0.0.1:" + plan.brokerPort();
        return List.of(
                new Part(
                        "broker",
                        "broker",
                        "org.demarche.broker.Main",
                        plan.brokerPort(),
                        false,
                        0,
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        List.of(
                                "--data",
                                plan.folder().broker().toString(),
                                "--port",
                                String.valueOf(plan.brokerPort())),
                        Map.of()),
                service(
                        "ingest",
                        "ingest-service",
                        plan.ingestPort(),
                        kafka,
                        0,
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        Map.of("DEMARCHE_SEEDS", plan.seeds())),
                service(
                        "position",
                        "position-service",
                        plan.positionPort(),
                        kafka,
                        BEHIND_READS,
                        // of a replay's time the serial collector takes a quarter, this one half as
                        // much
                        List.of("-Xmx2g", "-XX:+UseParallelGC"),
                        Map.of()),
                service(
                        "gateway",
                        "api-gateway",
                        plan.gatewayPort(),
                        kafka,
                        0,
                        // a replay fills it with another copy, and while others move that in
                        // memory reads wait: 10 ms at a time with G1, with the serial one 250
                        List.of("-Xmx2g", "-XX:+UseZGC", "-XX:ConcGCThreads=1"),
                        Map.of(
                                "DEMARCHE_INGEST_URL",
                                "http://127.0.0.1:" + plan.ingestPort(),
                                "DEMARCHE_SEEDS",
                                plan.seeds())));
    }

    private static Part service(
            String name,
            String module,
            int port,
            String kafka,
            int niceness,
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
        environment.putAll(own);
        return new Part(
                name,
                module,
                "org.demarche." + name + ".Main",
                port,
                true,
                niceness,
                memory,
                List.of(),
                Map.copyOf(environment));
    }

    String address() {
        return (http ? "http://127.0.0.1:" : "127.0.0.1:") + port;
    }

    List<String> command(Path home) {
        var command = new ArrayList<String>();
        if (niceness > 0) {
            command.addAll(List.of("nice", "-n", String.valueOf(niceness)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvm);
        command.addAll(
                List.of(
                        "-cp",
                        home.resolve(module).resolve("target/app").resolve("*").toString(),
                        mainClass));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
