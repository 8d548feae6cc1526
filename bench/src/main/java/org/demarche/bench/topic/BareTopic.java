package org.demarche.bench.topic;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.demarche.log.kafka.KafkaConfig;

/** Topics that only a peer uses. */
public final class BareTopic {

    private BareTopic() {}

    public static void make(KafkaConfig kafka, String name, int partitions)
            throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(kafka.clientProperties())) {
            var _ =
                    admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                            .all()
                            .get();
        }
    }

    public static void delete(KafkaConfig kafka, String name)
            throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(kafka.clientProperties())) {
            var _ = admin.deleteTopics(List.of(name)).all().get();
        }
    }
}
