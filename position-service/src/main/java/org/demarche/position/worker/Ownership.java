package org.demarche.position.worker;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.demarche.position.kafka.BrokerRequests;
import org.demarche.position.kafka.Clients;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether other members of the group own all partitions that this worker does not own. A
 * worker may have no partition for a moment and get some later, so only the group knows. Only the
 * worker's thread uses this object.
 */
final class Ownership {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final Clients clients;
    private final Admin admin;
    private final ExecutorService beside;
    private @Nullable Future<Boolean> asked;

    /**
     * @param beside runs the request to the group, which takes time
     */
    Ownership(Clients clients, Admin admin, ExecutorService beside) {
        this.clients = clients;
        this.admin = admin;
        this.beside = beside;
    }

    /** Forgets the last answer. */
    void changed() {
        asked = null;
    }

    /**
     * Whether other members of the group own all partitions. This does not wait: the result is
     * false until the group has answered.
     */
    boolean isAllTaken() {
        if (asked == null) {
            asked = beside.submit(this::isAllOwned);
        }
        if (!asked.isDone()) {
            return false;
        }
        try {
            if (BrokerRequests.await(asked)) {
                return true;
            }
        } catch (KafkaException e) {
            LOG.debug("The group was not described; asking again", e);
        }
        asked = null;
        return false;
    }

    private boolean isAllOwned() {
        var group = clients.topics().group(clients.version());
        var described = admin.describeConsumerGroups(List.of(group)).all();
        var members =
                BrokerRequests.await(described.toCompletionStage().toCompletableFuture())
                        .values()
                        .stream()
                        .flatMap(one -> one.members().stream());
        var owned = members.mapToInt(member -> member.assignment().topicPartitions().size());
        return owned.sum() == clients.partitions();
    }
}
