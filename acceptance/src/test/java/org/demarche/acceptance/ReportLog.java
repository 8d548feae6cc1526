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
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;

/**
 * What lies in the log, read with a plain consumer, and what the model's fold makes of it: the
 * truth that every served answer is held against.
 */
record ReportLog(KafkaConfig config) {

    /** A token of all that is in the log by now. */
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
        for (var event : events()) {
            if (event instanceof Filed one) filed.putIfAbsent(one.report(), one);
        }
        return filed;
    }

    /** Every event that can be read, a report's repeats too. */
    List<ReportEvent> events() {
        var codec = new ReportCodec();
        var highest = new HashMap<Integer, Long>();
        var events = new ArrayList<ReportEvent>();
        for (var record : read(config.topics().reports())) {
            var recorded = highest.merge(record.partition(), record.timestamp(), Math::max);
            try {
                events.add(codec.decode(record, Instant.ofEpochMilli(recorded)));
            } catch (UnreadableEvent _) {
                // what a test put there to be dead-lettered
            }
        }
        return events;
    }

    Folded folded() {
        return Folded.of(events());
    }

    /** Each position's path at the gateway, and the body that has to be served there. */
    Map<String, String> positions() {
        return folded().positions();
    }

    /** Each shift in the version that a new stack begins with, by its key. */
    Map<String, String> shifts() {
        return documents(Versions.FIRST, ViewKey::isShift);
    }

    /** Documents of a version's view, as they are stored, each by its key. */
    Map<String, String> documents(VersionId version, Predicate<String> keys) {
        var documents = new TreeMap<String, String>();
        for (var record : read(config.topics().view(version))) {
            var key = ViewKey.of(record.key());
            if (!keys.test(key)) continue;
            if (record.value() == null) documents.remove(key);
            else documents.put(key, new String(record.value(), UTF_8));
        }
        return documents;
    }

    /** The key of each event in a version's view: there are some in those of older releases. */
    List<String> eventKeys(VersionId version) {
        return read(config.topics().view(version)).stream()
                .map(record -> ViewKey.of(record.key()))
                .filter(ViewKey::isEvent)
                .sorted()
                .toList();
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
}
