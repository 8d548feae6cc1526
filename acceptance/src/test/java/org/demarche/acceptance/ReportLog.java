package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.log.KafkaConfig;
import org.demarche.log.Token;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.model.PointInTime;
import org.demarche.model.Position;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;

/**
 * What lies in the log, read with a plain consumer, and what the model's fold makes of it: the
 * truth that every served answer is held against.
 */
record ReportLog(KafkaConfig config) {

    private record Pair(String actor, String issue) {

        String path() {
            return "/v1/actors/%s/positions/%s".formatted(actor, issue);
        }
    }

    /** What a reader sends who wants all that is in the log by now. */
    Token end() {
        var topic = config.topics().reports();
        try (var consumer = consumer()) {
            var token = Token.NONE;
            for (var end : consumer.endOffsets(partitions(consumer, topic)).entrySet()) {
                var place = Token.reports(end.getKey().partition());
                if (end.getValue() > 0) token = token.with(place, end.getValue());
            }
            return token;
        }
    }

    /** In the order of each partition; of each report the first event counts. */
    Map<ReportId, Filed> filed() {
        var filed = new LinkedHashMap<ReportId, Filed>();
        events().forEach(event -> filed.putIfAbsent(event.report(), event));
        return filed;
    }

    /** Every event that can be read, a report's repeats too. */
    List<Filed> events() {
        var codec = new ReportCodec();
        var highest = new HashMap<Integer, Long>();
        var events = new ArrayList<Filed>();
        for (var record : read(config.topics().reports())) {
            var recorded = highest.merge(record.partition(), record.timestamp(), Math::max);
            try {
                events.add((Filed) codec.decode(record, Instant.ofEpochMilli(recorded)));
            } catch (UnreadableEvent _) {
                // what a test put there to be dead-lettered
            }
        }
        return events;
    }

    /** Each position's path at the gateway, and the body that has to be served there. */
    Map<String, String> positions() {
        var filed = filed();
        var pairs = new HashMap<Pair, List<ReportEvent>>();
        for (var event : filed.values()) {
            var pair = new Pair(event.report().holder(), event.report().issue());
            pairs.computeIfAbsent(pair, _ -> new ArrayList<>()).add(event);
        }
        var positions = new TreeMap<String, String>();
        pairs.forEach((pair, events) -> positions.put(pair.path(), document(pair, events, filed)));
        return positions;
    }

    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var settings = config.clientProperties();
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

    private static String document(
            Pair pair, List<ReportEvent> events, Map<ReportId, Filed> filed) {
        var position = Position.of(pair.actor(), pair.issue(), events, PointInTime.NOW);
        var document =
                PositionDocument.write(
                        position,
                        report -> {
                            var body = filed.get(report).body();
                            return new ReportText(body.summary(), body.source().url());
                        });
        return new String(document, UTF_8);
    }
}
