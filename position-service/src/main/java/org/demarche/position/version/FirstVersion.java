package org.demarche.position.version;

import java.util.HashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.position.kafka.BrokerRequests;

/**
 * The first version of every catalog, {@link VersionId#POSITIONS}. Earlier releases fold this
 * version by their own revision, because no decision names another one. So its view is only ever of
 * their revision, and a new stack starts with another version.
 */
final class FirstVersion {

    private final KafkaConfig config;
    private final Admin admin;

    FirstVersion(KafkaConfig config, Admin admin) {
        this.config = config;
        this.admin = admin;
    }

    /**
     * Whether the first version is live and was never folded.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
     */
    boolean isUnused(Catalog catalog) {
        return catalog.version(VersionId.POSITIONS)
                        .filter(Version.Live.class::isInstance)
                        .isPresent()
                && isEmpty(config.topics().view(VersionId.POSITIONS));
    }

    private boolean isEmpty(String view) {
        if (!get(admin.listTopics().names()).contains(view)) {
            return true;
        }
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        IntStream.range(0, config.partitions())
                .forEach(n -> latest.put(new TopicPartition(view, n), OffsetSpec.latest()));
        return get(admin.listOffsets(latest).all()).values().stream()
                .allMatch(end -> end.offset() == 0);
    }

    private static <T> T get(KafkaFuture<T> future) {
        return BrokerRequests.await(future.toCompletionStage().toCompletableFuture());
    }
}
