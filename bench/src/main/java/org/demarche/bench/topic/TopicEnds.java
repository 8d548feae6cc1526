package org.demarche.bench.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** The ends of topics, and whether groups and transactions have reached them. */
public final class TopicEnds {

    private TopicEnds() {}

    /** The ends of the partitions that are not empty. */
    public static Map<TopicPartition, Long> of(Admin admin, String topic, int partitions)
            throws InterruptedException, ExecutionException {
        var ends = ends(admin, topic, partitions, IsolationLevel.READ_UNCOMMITTED);
        ends.values().removeIf(end -> end == 0);
        return ends;
    }

    /** Whether the group has committed everything before these ends. */
    public static boolean isReached(Admin admin, String group, Map<TopicPartition, Long> ends)
            throws InterruptedException, ExecutionException {
        var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        return ends.entrySet().stream()
                .allMatch(
                        end -> {
                            var offset = committed.get(end.getKey());
                            return offset != null && offset.offset() >= end.getValue();
                        });
    }

    /** Whether all transactions that wrote to the topic have ended. */
    public static boolean isCommitted(Admin admin, String topic, int partitions)
            throws InterruptedException, ExecutionException {
        return ends(admin, topic, partitions, IsolationLevel.READ_COMMITTED)
                .equals(ends(admin, topic, partitions, IsolationLevel.READ_UNCOMMITTED));
    }

    /** The bytes of the topic on the brokers' disks. */
    public static long bytes(Admin admin, String topic)
            throws InterruptedException, ExecutionException {
        var brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
        return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    private static Map<TopicPartition, Long> ends(
            Admin admin, String topic, int partitions, IsolationLevel isolation)
            throws InterruptedException, ExecutionException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
