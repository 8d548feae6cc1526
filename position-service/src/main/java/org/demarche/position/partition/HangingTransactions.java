package org.demarche.position.partition;

import java.util.List;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.demarche.position.kafka.BrokerRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts transactions that stay open in a partition of a view although their writer is fenced. The
 * coordinator may forget a transaction when its disk is full. Then Kafka never ends the
 * transaction, and no reader gets past it.
 */
final class HangingTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

    private HangingTransactions() {}

    /**
     * Aborts these transactions. Only the owner of the partition writes to it. So only the owner
     * may call this method, and only before its first transaction.
     *
     * @throws VersionStopped if the cluster does not allow this service to abort transactions
     */
    static void abort(Admin admin, TopicPartition view) {
        var producers =
                get(admin.describeProducers(List.of(view)).partitionResult(view)).activeProducers();
        for (var producer : producers) {
            if (producer.currentTransactionStartOffset().isPresent()) {
                abort(admin, view, producer);
            }
        }
    }

    private static void abort(Admin admin, TopicPartition view, ProducerState producer) {
        LOG.warn(
                "Aborting a transaction in {} that its producer left open: producer {}, from offset {}",
                view,
                producer.producerId(),
                producer.currentTransactionStartOffset().orElseThrow());
        var transaction =
                new AbortTransactionSpec(
                        view,
                        producer.producerId(),
                        (short) producer.producerEpoch(),
                        producer.coordinatorEpoch().orElse(0));
        try {
            get(admin.abortTransaction(transaction).all());
        } catch (AuthorizationException e) {
            throw new VersionStopped(
                    "A transaction of producer %d in %s never ends, and this service may not abort it (%s). Abort it with kafka-transactions.sh"
                            .formatted(producer.producerId(), view, e.getMessage()));
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        return BrokerRequests.await(future.toCompletionStage().toCompletableFuture());
    }
}
