package org.demarche.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.view.ViewKey;

/** All that is committed in a topic with as many partitions as the log. */
public final class WholeTopic {

    private WholeTopic() {}

    /** The documents under their keys, without those that were taken back. */
    public static SortedMap<String, String> latest(KafkaConfig config, String topic) {
        var latest = new TreeMap<String, String>();
        for (var record : records(config, topic)) {
            var key = ViewKey.of(record.key());
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, new String(record.value(), UTF_8));
            }
        }
        return latest;
    }

    public static List<ConsumerRecord<byte[], byte[]>> records(KafkaConfig config, String topic) {
        var properties = new HashMap<>(config.clientProperties());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            var partitions =
                    IntStream.range(0, config.partitions())
                            .mapToObj(partition -> new TopicPartition(topic, partition))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
