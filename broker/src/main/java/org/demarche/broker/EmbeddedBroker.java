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
 * One Kafka node, broker and controller at once, on 127.0.0.1, with its data in a folder that it
 * formats once and finds again.
 *
 * <p>What it acknowledges is in the page cache: it survives {@code kill -9} and not a power cut.
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
     * Starts a broker and returns when it takes clients.
     *
     * @param data its folder: not there or empty, or one that it made before
     * @param port where clients reach it; 0 finds a free one
     * @throws BrokerException if the port is busy, the folder in use, damaged or somebody else's
     */
    public static EmbeddedBroker start(Path data, int port) {
        return start(data, port, Map.of());
    }

    /**
     * The same with settings of Kafka's in place of those of this class, or beside them.
     *
     * @param more names and values, such as those of an authorizer
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

    /** Host and port, as Kafka clients want it. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Completes, exceptionally, only if the broker fails for good while it runs. */
    public CompletableFuture<Void> failure() {
        return faults.fatal();
    }

    /**
     * In a thread of its own: a fatal fault in one of Kafka's threads leaves its startup waiting
     * for two minutes.
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
     * Takes the registration of the previous run away, because a killed one leaves it behind. The
     * broker would wait for the end of its session, for seconds, and would lead all partitions
     * meanwhile: it would load the groups, lose the lead, and load them again. If the end of the
     * first load comes after the beginning of the second one, Kafka takes it for the end of the
     * second, and goes on with a part of the groups, whose members it never misses.
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
                    return; // the first start, or the last one ended before
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
