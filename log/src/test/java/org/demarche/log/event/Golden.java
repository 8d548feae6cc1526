package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records that the log or a view once had, kept as files: they must be readable for ever. */
public final class Golden {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** After {@link Reports#RECORDED}, as for each restored event. */
    private static final Instant APPENDED = Instant.parse("2024-06-01T00:00:00Z");

    private Golden() {}

    public static byte[] value(String name) {
        return text(name + ".json").getBytes(UTF_8);
    }

    /** The key, then each header in its order, one per line. */
    public static String headers(String name) {
        return text(name + ".headers");
    }

    public static String headers(ProducerRecord<byte[], byte[]> record) {
        var lines = new StringBuilder("key: " + new String(record.key(), UTF_8));
        record.headers()
                .forEach(
                        header ->
                                lines.append('\n')
                                        .append(header.key())
                                        .append(": ")
                                        .append(new String(header.value(), UTF_8)));
        return lines.toString();
    }

    /** The record that a consumer gets. */
    public static ConsumerRecord<byte[], byte[]> record(String headers, byte[] value) {
        byte[] key = null;
        var read = new RecordHeaders();
        for (var line : headers.split("\n")) {
            var parts = line.split(": ", 2);
            if (parts[0].equals("key")) {
                key = parts[1].getBytes(UTF_8);
            } else {
                read.add(parts[0], parts[1].getBytes(UTF_8));
            }
        }
        return new ConsumerRecord<>(
                "reports",
                0,
                0L,
                APPENDED.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                value,
                read,
                Optional.empty());
    }

    /** As a later writer would have it: every object has fields that nobody knows yet. */
    public static byte[] withUnknownFields(byte[] value) {
        try {
            var tree = JSON.readTree(value);
            addUnknown(tree);
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addUnknown(JsonNode node) {
        node.forEach(Golden::addUnknown);
        if (node instanceof ObjectNode object) {
            object.put("later", 1.5).putNull("nothing");
            object.putArray("laterStill").addObject().put("holder", "nobody").putArray("deep");
        }
    }

    static String text(String file) {
        try (var in = Golden.class.getResourceAsStream("/golden/" + file)) {
            return new String(in.readAllBytes(), UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
