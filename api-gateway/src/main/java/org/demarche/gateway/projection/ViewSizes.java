package org.demarche.gateway.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.KafkaConfig;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sizes of views on the brokers' disks. It asks the brokers at most every few seconds.
 */
public final class ViewSizes {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private record Asked(long at, CompletableFuture<Map<TopicPartition, Long>> sizes) {}

    private final KafkaConfig config;
    private final Admin admin;
    private @Nullable Asked last;
    private volatile Map<TopicPartition, Long> known = Map.of();

    public ViewSizes(KafkaConfig config, Admin admin) {
        this.config = config;
        this.admin = admin;
    }

    /**
     * Returns the bytes of one replica of a view; empty if they are unknown. Waits a moment for the
     * brokers.
     */
    Optional<Long> bytes(VersionId version) {
        try {
            return bytes(asked().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), version);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        }
    }

    /**
     * Returns the bytes from the last answer of the brokers. Asks them again, but does not wait.
     */
    Optional<Long> lastBytes(VersionId version) {
        var _ = asked();
        return bytes(known, version);
    }

    private Optional<Long> bytes(Map<TopicPartition, Long> sizes, VersionId version) {
        var topic = config.topics().view(version);
        return sizes.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .map(Map.Entry::getValue)
                .reduce(Long::sum);
    }

    private synchronized CompletableFuture<Map<TopicPartition, Long>> asked() {
        var now = System.nanoTime();
        var known = last;
        if (known == null || known.sizes().isDone() && now - known.at() > FRESH.toNanos()) {
            known = new Asked(now, ask());
            last = known;
        }
        return known.sizes();
    }

    private CompletableFuture<Map<TopicPartition, Long>> ask() {
        return admin.describeCluster()
                .nodes()
                .toCompletionStage()
                .thenCompose(
                        nodes ->
                                admin.describeLogDirs(nodes.stream().map(Node::id).toList())
                                        .allDescriptions()
                                        .toCompletionStage())
                .thenApply(brokers -> known = largest(brokers.values()))
                .toCompletableFuture();
    }

    /** Takes the largest of several replicas, because the others lag behind it. */
    private static Map<TopicPartition, Long> largest(
            Collection<Map<String, LogDirDescription>> brokers) {
        var sizes = new HashMap<TopicPartition, Long>();
        brokers.stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .forEach(
                        replica ->
                                sizes.merge(
                                        replica.getKey(), replica.getValue().size(), Math::max));
        return sizes;
    }
}
