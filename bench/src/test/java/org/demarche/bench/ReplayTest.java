package org.demarche.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.broker.SharedBroker;
import org.demarche.declared.DocumentKey;
import org.demarche.log.KafkaConfig;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Mark;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Dossier;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Scope;
import org.demarche.model.Subject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final int REPORTS = 2_000;
    private static final KafkaConfig CONFIG =
            MeasureCommand.config(SharedBroker.get(), "bench-replay-test");

    @BeforeAll
    static void write() {
        LogWriter.write(CONFIG, new SyntheticReports(3, REPORTS));
    }

    @Test
    void what_is_measured_ends_in_the_view_that_the_pure_fold_of_the_log_gives() throws Exception {
        var replayed = new Replay(CONFIG, Projected.POSITIONS, 2).measure(() -> {});

        assertThat(replayed.events()).isEqualTo(REPORTS);
        assertThat(replayed.transactions()).isBetween(1L, replayed.documents());
        assertThat(replayed.bytes()).isPositive();
        assertThat(replayed.liveHeapBytes()).isPositive();
        var view = latest(CONFIG.topics().view(Replay.FRESH));
        assertThat(positionsOf(view)).isEqualTo(positionsOfTheLog());
        assertThat(folded(view)).isEqualTo(REPORTS);
    }

    @Test
    void a_declared_count_has_every_report_once_under_its_outlet() throws Exception {
        var config = MeasureCommand.config(SharedBroker.get(), "bench-count-test");
        LogWriter.write(config, new SyntheticReports(3, REPORTS));

        var replayed = new Replay(config, Projected.COUNT, 2).measure(() -> {});

        assertThat(replayed.events()).isEqualTo(REPORTS);
        assertThat(countsOf(config)).isEqualTo(outletsOfReports());
    }

    @Test
    void the_limit_reads_the_whole_log_however_many_threads_share_it() throws Exception {
        assertThat(new Limit(CONFIG, 1).measure().eventsPerSecond()).isPositive();
        assertThat(new Limit(CONFIG, 5).measure().eventsPerSecond()).isPositive();
    }

    /** Every partition of the view counts for itself. */
    private static Map<String, Integer> countsOf(KafkaConfig config) throws IOException {
        var documents = new HashMap<List<Object>, JsonNode>();
        for (var record : records(config, config.topics().view(Replay.FRESH))) {
            var key = ViewKey.of(record.key());
            if (key.startsWith(DocumentKey.COUNTED)) {
                documents.put(
                        List.of(record.partition(), key),
                        new ObjectMapper().readTree(record.value()));
            }
        }
        var counts = new TreeMap<String, Integer>();
        for (var document : documents.values()) {
            counts.merge(
                    document.path("key").textValue(),
                    document.path("reports").intValue(),
                    Integer::sum);
        }
        return counts;
    }

    private static Map<String, Integer> outletsOfReports() {
        var outlets = new HashMap<ReportId, String>();
        new SyntheticReports(3, REPORTS)
                .forEachRemaining(
                        filed -> outlets.put(filed.report(), filed.body().source().outlet()));
        var counts = new TreeMap<String, Integer>();
        outlets.values().forEach(outlet -> counts.merge(outlet, 1, Integer::sum));
        return counts;
    }

    private static Map<String, String> positionsOf(Map<String, byte[]> view) {
        var positions = new TreeMap<String, String>();
        view.forEach(
                (key, document) -> {
                    if (ViewKey.isPosition(key)) {
                        positions.put(key, new String(document, UTF_8));
                    }
                });
        return positions;
    }

    private static long folded(Map<String, byte[]> view) throws UnreadableEvent {
        var next = 0L;
        for (var document : view.entrySet()) {
            if (ViewKey.isMark(document.getKey())) {
                next += Mark.decode(document.getValue()).next();
            }
        }
        return next;
    }

    private static Map<String, String> positionsOfTheLog() throws UnreadableEvent {
        var events = new TreeMap<String, List<ReportEvent>>();
        var texts = new HashMap<ReportId, ReportText>();
        var recorded = new HashMap<Integer, Instant>();
        for (var record : records(CONFIG, CONFIG.topics().reports())) {
            // append times may step back, recorded instants do not
            var instant =
                    recorded.merge(
                            record.partition(),
                            Instant.ofEpochMilli(record.timestamp()),
                            (before, now) -> now.isAfter(before) ? now : before);
            var filed = (Filed) new ReportCodec().decode(record, instant);
            var id = filed.report();
            var pair = ViewKey.position(id.holder(), id.issue());
            events.computeIfAbsent(pair, _ -> new ArrayList<>()).add(filed);
            texts.put(id, new ReportText(filed.body().summary(), filed.body().source().url()));
        }
        var positions = new TreeMap<String, String>();
        events.forEach(
                (key, pair) -> {
                    var id = pair.getFirst().report();
                    var position =
                            Dossier.of(Subject.of(id), Scope.AS_FILED, pair, PointInTime.NOW)
                                    .position();
                    var document = PositionDocument.write(position, texts::get);
                    positions.put(key, new String(document, UTF_8));
                });
        return positions;
    }

    private static Map<String, byte[]> latest(String topic) {
        var latest = new HashMap<String, byte[]>();
        records(CONFIG, topic)
                .forEach(record -> latest.put(ViewKey.of(record.key()), record.value()));
        return latest;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(KafkaConfig config, String topic) {
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
