package org.demarche.bench.invented;

import java.util.HashMap;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.model.ReportEvent.Filed;

/** Writes reports into a log in the given order. It loses and repeats none. */
public final class LogWriter {

    private static final String SOURCE = "/bench";

    private LogWriter() {}

    /**
     * Creates the topics if they are missing, writes the reports, and returns when all are
     * acknowledged.
     *
     * @throws KafkaException if the broker did not take a report
     */
    public static void write(KafkaConfig config, Iterator<Filed> reports) {
        try (var admin = Admin.create(config.clientProperties())) {
            TopicSetup.ensure(admin, config.topics().fixed());
        }
        var codec = new ReportCodec();
        var topic = config.topics().reports();
        var failure = new AtomicReference<Exception>();
        try (var producer = producer(config)) {
            while (reports.hasNext() && failure.get() == null) {
                var _ =
                        producer.send(
                                codec.encode(topic, reports.next(), 0, SOURCE),
                                (_, fault) -> {
                                    if (fault != null) {
                                        failure.compareAndSet(null, fault);
                                    }
                                });
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new KafkaException("The log was not written", failure.get());
        }
    }

    /** A producer that fills its batches. */
    public static KafkaProducer<byte[], byte[]> producer(KafkaConfig config) {
        var properties = new HashMap<>(config.clientProperties());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
