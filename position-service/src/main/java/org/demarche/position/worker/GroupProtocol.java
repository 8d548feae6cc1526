package org.demarche.position.worker;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The protocol by which the workers of a version share its partitions. Kafka has it since version
 * 4. If the brokers lack it, a consumer's error only says that the two sides have no common version
 * of a request.
 */
public final class GroupProtocol {

    private static final String FEATURE = "group.version";

    private GroupProtocol() {}

    /**
     * @throws IllegalStateException if the brokers lack the protocol
     */
    public static void require(Admin admin, String brokers) {
        var level = level(admin);
        if (level < 1) {
            throw new IllegalStateException(
                    "The brokers at %s lack the group protocol 'consumer' (their feature %s is %d). Use Kafka 4.0 or later, and run `kafka-features --bootstrap-server %s upgrade --feature %s=1`"
                            .formatted(brokers, FEATURE, level, brokers, FEATURE));
        }
    }

    private static short level(Admin admin) {
        try {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
            var group = features.get(FEATURE);
            return group == null ? 0 : group.maxVersionLevel();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "The brokers did not answer the request for their features", e.getCause());
        }
    }
}
