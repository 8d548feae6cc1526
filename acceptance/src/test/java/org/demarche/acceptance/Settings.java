package org.demarche.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.demarche.log.kafka.KafkaConfig;

/** The environment of a service, as a file sets it. */
record Settings(Map<String, String> environment) {

    private static final String KAFKA = "KAFKA_";
    private static final String DEMARCHE = "DEMARCHE_";
    private static final Set<String> OF_OTHERS = Set.of("JDK_JAVA_OPTIONS");

    /** As a service reads them, which refuses what it does not know. */
    KafkaConfig read() {
        return KafkaConfig.of(below(KAFKA), below(DEMARCHE));
    }

    /** Kafka's clients only warn of settings that they do not know. */
    void requireKnown() {
        assertThat(read().prefix()).isEqualTo("demarche");
        var ofClients = new HashSet<>(ProducerConfig.configNames());
        ofClients.addAll(ConsumerConfig.configNames());
        ofClients.addAll(AdminClientConfig.configNames());
        assertThat(ofClients).containsAll(below(KAFKA).keySet());
        assertThat(environment.keySet())
                .allMatch(
                        name ->
                                name.startsWith(KAFKA)
                                        || name.startsWith(DEMARCHE)
                                        || OF_OTHERS.contains(name));
    }

    private Map<String, String> below(String beginning) {
        return environment.entrySet().stream()
                .filter(one -> one.getKey().startsWith(beginning))
                .collect(toMap(one -> dotted(one.getKey(), beginning), Map.Entry::getValue));
    }

    private static String dotted(String name, String beginning) {
        return name.substring(beginning.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
