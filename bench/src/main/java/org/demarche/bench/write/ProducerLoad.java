package org.demarche.bench.write;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.bench.invented.LogWriter;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.report.BenchException;
import org.demarche.log.kafka.KafkaConfig;
import org.jspecify.annotations.Nullable;

/** Appends the same bytes as a stream of reports has, and nothing else. */
final class ProducerLoad implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final InventedBodies bodies;

    ProducerLoad(KafkaConfig kafka, String topic, InventedBodies bodies) {
        this.producer = LogWriter.producer(kafka);
        this.topic = topic;
        this.bodies = bodies;
    }

    /** The time ends with the last acknowledgement. */
    Loaded run(Duration time) {
        var fault = new AtomicReference<@Nullable Exception>();
        var count = 0L;
        var begun = System.nanoTime();
        while (System.nanoTime() - begun < time.toNanos()) {
            var _ =
                    producer.send(
                            new ProducerRecord<>(topic, bodies.next().body()),
                            (_, thrown) -> {
                                if (thrown != null) {
                                    fault.set(thrown);
                                }
                            });
            count++;
        }
        producer.flush();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        if (fault.get() != null) {
            throw new BenchException("The broker refused a record: " + fault.get());
        }
        return Loaded.counted(count, took);
    }

    @Override
    public void close() {
        producer.close();
    }
}
