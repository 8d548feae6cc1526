package org.demarche.torture.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The containers of docker-compose.yml in their own project, without seeds. The broker has one more
 * listener, at which the checker reads the topics without a name and a password.
 */
public final class ComposeStack implements TestedStack {

    private static final String LOG = "compose.log";

    private final String project;
    private final List<String> compose;
    private final Path log;
    private final int checkerPort;
    private final int gatewayPort;
    private final SequencedMap<String, Member> members = new LinkedHashMap<>();
    private boolean isMade;

    /**
     * @param home the repository
     * @param data a folder for its settings and, in {@code logs}, the logs of the containers
     * @param more more files for Compose, which change settings of docker-compose.yml
     */
    public ComposeStack(Path home, Path data, List<Path> more) throws IOException {
        var ports = ProcessStack.freePorts(2);
        checkerPort = ports.getFirst();
        gatewayPort = ports.getLast();
        project = "demarche-torture-" + checkerPort;
        var own = Files.writeString(data.resolve("compose.yml"), ownSettings());
        compose = new ArrayList<>(List.of("compose", "--project-name", project));
        compose.addAll(List.of("--file", home.resolve("docker-compose.yml").toString()));
        compose.addAll(List.of("--file", own.toString()));
        more.forEach(file -> compose.addAll(List.of("--file", file.toString())));
        log = data.resolve("logs").resolve(LOG);
        add(BROKER, "kafka-1");
        add(INGEST, "ingest-service-1");
        add(POSITION, "position-service-1");
        add(GATEWAY, "api-gateway-1");
        add("position-2", "position-service-2");
        add("position-3", "position-service-3");
    }

    private String ownSettings() {
        return """
            services:
              kafka:
                environment:
                  KAFKA_LISTENERS: CLIENTS://:9092,LOCAL://127.0.0.1:9094,CONTROLLER://127.0.0.1:9093,CHECKER://:9095
                  KAFKA_ADVERTISED_LISTENERS: CLIENTS://kafka:9092,LOCAL://127.0.0.1:9094,CHECKER://127.0.0.1:%1$d
                  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: CLIENTS:SASL_PLAINTEXT,LOCAL:PLAINTEXT,CONTROLLER:PLAINTEXT,CHECKER:PLAINTEXT
                ports: ["127.0.0.1:%1$d:9095"]
              ingest-service:
                environment: { DEMARCHE_SEEDS: "" }
              api-gateway:
                environment: { DEMARCHE_SEEDS: "" }
                ports: !override ["127.0.0.1:%2$d:8080"]
            """
                .formatted(checkerPort, gatewayPort);
    }

    private void add(String name, String container) {
        members.put(name, new ContainerMember(name, project + "-" + container, log));
    }

    @Override
    public Member member(String name) {
        return Optional.ofNullable(members.get(name)).orElseThrow();
    }

    @Override
    public List<Member> reserve() {
        return List.of(member("position-2"), member("position-3"));
    }

    /**
     * Returns nothing, because the containers are in Docker's network, which faults cannot change.
     */
    @Override
    public Optional<Wire> wire(String service) {
        return Optional.empty();
    }

    @Override
    public String gateway() {
        return "http://127.0.0.1:" + gatewayPort;
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + checkerPort;
    }

    /** Starts the stack. The first start deletes everything that an earlier run has left. */
    @Override
    public void start() throws InterruptedException {
        if (isMade) {
            for (var member : core()) member.start();
        } else {
            compose("down", "--volumes", "--timeout", "5");
            compose("up", "--build", "--wait");
            compose("create", "--no-recreate", "--scale", "position-service=3", "position-service");
            isMade = true;
        }
    }

    /** Does nothing, because Docker restarts each container by its restart policy. */
    @Override
    public void supervise() {}

    @Override
    public void stop() throws InterruptedException {
        for (var member : members.sequencedValues().reversed()) member.stop();
    }

    @Override
    public void keepLogs(Path folder) throws IOException, InterruptedException {
        Files.writeString(
                Files.createDirectories(folder).resolve(LOG), compose("logs", "--no-color"));
    }

    @Override
    public void close() {
        try {
            compose("down", "--volumes", "--rmi", "local", "--timeout", "5");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String compose(String... arguments) throws InterruptedException {
        var all = new ArrayList<>(compose);
        all.addAll(List.of(arguments));
        return Docker.run(all);
    }
}
