package org.demarche.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node on 127.0.0.1, which is both broker and controller. It formats its data folder
 * once, and uses it again after a restart.
 *
 * <p>An acknowledged record is in the page cache: it survives {@code kill -9}, but not a power cut.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** The longest wait for the controller, which reads its log back first. */
    private static final Duration ACTIVATION = Duration.ofMinutes(2);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

    private final DataDirectory data;
    private final String bootstrapServers;
    private final FatalFaults faults;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private EmbeddedBroker(DataDirectory data, BoundSockets sockets, Map<String, String> more)
            throws IOException {
        this.data = data;
        bootstrapServers = sockets.clients();
        faults = new FatalFaults();
        var settings = Settings.of(bootstrapServers, sockets.controller(), data.kafka().toString());
        settings.putAll(more);
        var config = new KafkaConfig(settings, false);
        var stored =
                KafkaRaftServer.initializeLogDirs(
                        config, LoggerFactory.getLogger(EmbeddedBroker.class), "");
        var voters = QuorumConfig.parseVoterConnections(config.quorumConfig().voters());
        var shared =
                new SharedServer(
                        config,
                        stored._1(),
                        Time.SYSTEM,
                        new Metrics(),
                        CompletableFuture.completedFuture(voters),
                        List.<InetSocketAddress>of(),
                        faults,
                        sockets);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), stored._2());
        broker = new BrokerServer(shared);
    }

    /**
     * Starts a broker and returns when it accepts clients.
     *
     * @param data the broker's folder: missing, empty, or made by an earlier broker
     * @param port the port for clients; 0 for any free port
     * @throws BrokerException if the port is busy, or the folder is in use, damaged, or not a
     *     broker's
     */
    public static EmbeddedBroker start(Path data, int port) {
        return start(data, port, Map.of());
    }

    /**
     * Starts a broker with more settings of Kafka, which replace the settings of this class or are
     * added to them.
     *
     * @param more the settings by name, such as those of an authorizer
     */
    public static EmbeddedBroker start(Path data, int port, Map<String, String> more) {
        var sockets = BoundSockets.bind(port);
        DataDirectory directory;
        try {
            directory = DataDirectory.open(data);
        } catch (RuntimeException e) {
            sockets.close();
            throw e;
        }
        try {
            var embedded = new EmbeddedBroker(directory, sockets, more);
            embedded.startup();
            return embedded;
        } catch (RuntimeException | IOException e) {
            sockets.close();
            directory.close();
            throw e instanceof BrokerException known
                    ? known
                    : new BrokerException(
                            "The broker cannot start on its data in %s: %s"
                                    .formatted(directory.kafka(), rootOf(e)),
                            e);
        }
    }

    /** Returns the host and the port to which Kafka clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Completes only if the broker fails for good while it runs, and then exceptionally. */
    public CompletableFuture<Void> failure() {
        return faults.fatal();
    }

    /**
     * Starts Kafka in a separate thread, because after a fatal fault in another thread of Kafka,
     * the startup would still wait for two minutes.
     */
    private void startup() {
        var started =
                CompletableFuture.runAsync(
                        () -> {
                            controller.startup();
                            forgetLastRun();
                            broker.startup();
                        },
                        task -> Thread.ofPlatform().name("broker-start").daemon().start(task));
        try {
            CompletableFuture.anyOf(started, faults.fatal()).join();
        } catch (CompletionException e) {
            shutdown();
            throw e;
        }
    }

    /**
     * Removes the registration of the previous run, which a killed broker leaves behind. Otherwise
     * this broker would wait some seconds for the end of the old session, and would lead all
     * partitions meanwhile: it would load the groups, lose the lead, and load the groups again. If
     * the first load ends after the second load has begun, Kafka mistakes this for the end of the
     * second load. It then goes on with only some of the groups, and never notices that members are
     * gone.
     */
    private void forgetLastRun() {
        var request =
                new ControllerRequestContext(
                        new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
        var end = System.nanoTime() + ACTIVATION.toNanos();
        while (true) {
            try {
                controller.controller().unregisterBroker(request, DataDirectory.NODE_ID).join();
                return;
            } catch (CompletionException e) {
                if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                    return; // there was no previous run, or its registration has ended
                }
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    /** Stops in order and returns when the folder is free again. */
    @Override
    public void close() {
        shutdown();
        data.close();
    }

    private void shutdown() {
        broker.shutdown(Duration.ofSeconds(10));
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    private static String rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) root = root.getCause();
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
