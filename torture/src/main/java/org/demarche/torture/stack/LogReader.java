package org.demarche.torture.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.torture.check.ActorAndIssue;
import org.demarche.torture.check.Content;
import org.demarche.torture.check.LoggedChange;
import org.demarche.torture.check.ReportChange;
import org.jspecify.annotations.Nullable;

/** Reads topics with a plain consumer, according to docs/asyncapi.yml. */
public final class LogReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REPORT = Pattern.compile("([a-z0-9-]+)\\.([a-z0-9-]+)\\.[^#]+");
    private static final Map<String, ReportChange> CHANGES =
            Map.of(
                    "report-filed", ReportChange.FILING,
                    "report-corrected", ReportChange.CORRECTION,
                    "report-retracted", ReportChange.RETRACTION);

    private final String bootstrapServers;

    public LogReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Every event that can be read. Records that a fault put into the log are left out. */
    public List<LoggedChange> changes() {
        var changes = new ArrayList<LoggedChange>();
        read(TestedStack.PREFIX + ".reports", record -> change(record).ifPresent(changes::add));
        return changes;
    }

    private static Optional<LoggedChange> change(ConsumerRecord<byte[], byte[]> record) {
        var change = CHANGES.get(header(record, "ce_type"));
        var report = header(record, "ce_id").replaceAll("#.*", "");
        var parts = REPORT.matcher(report);
        if (change == null || !parts.matches()) return Optional.empty();
        var body = json(record.value());
        var isRetraction = change == ReportChange.RETRACTION;
        return Optional.of(
                new LoggedChange(
                        record.partition(),
                        record.offset(),
                        body.path(isRetraction ? "reason" : "summary").asText(),
                        report,
                        change,
                        new ActorAndIssue(parts.group(1), parts.group(2)),
                        isRetraction ? null : content(body)));
    }

    private static Content content(JsonNode body) {
        return new Content(
                body.path("stance").asText(),
                LocalDate.parse(body.path("saidOn").asText()),
                body.path("source").path("outlet").asText());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    /** The marks of a view, by version and partition, in the order in which they were committed. */
    public Map<String, List<Long>> marks(int version) {
        var marks = new TreeMap<String, List<Long>>();
        read(
                "%s.view.positions.v%d".formatted(TestedStack.PREFIX, version),
                record -> {
                    var key = text(record.key());
                    if (!key.startsWith("~") || record.value() == null) return;
                    marks.computeIfAbsent(
                                    "positions/" + version + " " + key, _ -> new ArrayList<>())
                            .add(json(record.value()).path("next").asLong());
                });
        return marks;
    }

    /** Returns the read token of everything in the log. */
    public String end() {
        try (var consumer = consumer()) {
            var token = new ArrayList<String>();
            consumer.endOffsets(partitions(consumer, TestedStack.PREFIX + ".reports"))
                    .forEach(
                            (place, end) -> {
                                if (end > 0) token.add("r" + place.partition() + ":" + end);
                            });
            return String.join(",", token);
        }
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(reader);
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
