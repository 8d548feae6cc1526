package org.demarche.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The log, from its beginning to its end, as a plain consumer reads it.
 *
 * @param events of the torture's own actors, in the order of their partitions
 * @param token of a reader who wants all of it
 */
record LogReading(List<Logged> events, String token) {

    static final String TOPIC = "demarche.reports";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);

    static LogReading of(String bootstrap) throws IOException {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(TOPIC).stream()
                            .map(one -> new TopicPartition(TOPIC, one.partition()))
                            .toList();
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var events = new ArrayList<Logged>();
            while (partitions.stream()
                    .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (var record : consumer.poll(POLL)) {
                    var event = logged(record);
                    if (event != null) {
                        events.add(event);
                    }
                }
            }
            return new LogReading(events, token(ends));
        }
    }

    private static String token(Map<TopicPartition, Long> ends) {
        var token = new StringJoiner(",");
        ends.forEach(
                (partition, end) -> {
                    if (end > 0) {
                        token.add("r%d:%d".formatted(partition.partition(), end));
                    }
                });
        return token.toString();
    }

    /** Null for a record that the torture itself damaged. */
    private static @Nullable Logged logged(ConsumerRecord<byte[], byte[]> record)
            throws IOException {
        var id = header(record, "ce_id");
        if (!id.startsWith(Cast.PREFIX)) {
            return null;
        }
        var type = header(record, "ce_type");
        var body = JSON.readTree(record.value());
        var retracted = type.equals("report-retracted");
        return new Logged(
                id,
                type,
                retracted ? null : text(body, "stance"),
                retracted ? null : LocalDate.parse(text(body, "saidOn")),
                "partition %d, offset %d".formatted(record.partition(), record.offset()));
    }

    private static String text(JsonNode body, String field) {
        return body.path(field).asText();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
