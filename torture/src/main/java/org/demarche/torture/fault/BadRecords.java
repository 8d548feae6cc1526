package org.demarche.torture.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.torture.stack.TestedStack;

/** Writes records that no service writes. */
public final class BadRecords {

    private final String bootstrapServers;

    public BadRecords(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Writes a bad report. It becomes a dead letter, and the fold continues. */
    void report() throws InterruptedException {
        write("reports", "arvenia", "{\"holder\": ");
    }

    void decision() throws InterruptedException {
        write("control", "positions", "{\"type\": \"version-");
    }

    /** Writes a bad record of an entry that no report names. */
    void entry() throws InterruptedException {
        write("registry", "actor/nobody", "{\"name\": ");
    }

    private void write(String topic, String key, String value) throws InterruptedException {
        Map<String, Object> settings =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var _ =
                    producer.send(
                                    new ProducerRecord<>(
                                            TestedStack.PREFIX + "." + topic,
                                            key.getBytes(UTF_8),
                                            value.getBytes(UTF_8)))
                            .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A bad record cannot be written", e);
        }
    }
}
