package org.demarche.bench.write;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.bench.invented.LogWriter;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.topic.BareTopic;
import org.demarche.log.kafka.KafkaConfig;
import org.jspecify.annotations.Nullable;

/** Only appends the bytes that a stream of reports has. */
final class ProducerLoad implements AutoCloseable {

    private static final byte[] EMPTY = {};

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConfig kafka;
    private final int partitions;
    private final InventedBodies bodies;
    private final AtomicInteger rounds = new AtomicInteger();

    ProducerLoad(KafkaConfig kafka, int partitions, InventedBodies bodies) {
        this.producer = LogWriter.producer(kafka);
        this.kafka = kafka;
        this.partitions = partitions;
        this.bodies = bodies;
    }

    /** Appends to a topic that exists for this round alone, so that the disk has only one round. */
    Loaded run(Duration time) throws Exception {
        var topic = "bare-stream-" + rounds.incrementAndGet();
        BareTopic.make(kafka, topic, partitions);
        try {
            for (var partition = 0; partition < partitions; partition++) {
                // a new partition takes no records at first, and that wait must not count
                var _ = producer.send(new ProducerRecord<>(topic, partition, EMPTY, EMPTY)).get();
            }
            return run(topic, time);
        } finally {
            BareTopic.delete(kafka, topic);
        }
    }

    /** Appends for some time. The measured time ends with the last acknowledgement. */
    private Loaded run(String topic, Duration time) {
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
