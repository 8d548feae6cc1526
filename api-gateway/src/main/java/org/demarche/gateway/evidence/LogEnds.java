package org.demarche.gateway.evidence;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.demarche.log.Token;
import org.demarche.log.kafka.KafkaConfig;

/**
 * Asks Kafka for the ends of the log, the registry and the decisions. They are named by their
 * places in a token.
 */
public final class LogEnds {

    private final Admin admin;
    private final String registry;
    private final String control;
    private final Map<String, TopicPartition> places;

    public LogEnds(Admin admin, KafkaConfig config) {
        this.admin = admin;
        var topics = config.topics();
        registry = topics.registry();
        control = topics.control();
        places =
                IntStream.range(0, config.partitions())
                        .boxed()
                        .collect(
                                toMap(
                                        Token::reports,
                                        partition ->
                                                new TopicPartition(topics.reports(), partition)));
        places.put(Token.REGISTRY, new TopicPartition(registry, 0));
        places.put(Token.CONTROL, new TopicPartition(control, 0));
    }

    /** Asks Kafka for the next offset of each place. */
    public CompletableFuture<Map<String, Long>> of(Collection<String> wanted) {
        var asked = wanted.stream().collect(toMap(places::get, _ -> OffsetSpec.latest()));
        return admin.listOffsets(asked)
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(
                        found ->
                                found.entrySet().stream()
                                        .collect(
                                                toMap(
                                                        end -> place(end.getKey()),
                                                        end -> end.getValue().offset())));
    }

    private String place(TopicPartition partition) {
        var topic = partition.topic();
        if (topic.equals(registry)) {
            return Token.REGISTRY;
        }
        return topic.equals(control) ? Token.CONTROL : Token.reports(partition.partition());
    }
}
