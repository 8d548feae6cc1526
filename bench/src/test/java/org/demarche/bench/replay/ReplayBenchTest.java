package org.demarche.bench.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.bench.FoldedLog;
import org.demarche.bench.WholeTopic;
import org.demarche.bench.invented.LogWriter;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.topic.TopicEnds;
import org.demarche.broker.SharedBroker;
import org.demarche.declared.DocumentKey;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplayBenchTest {

    private static final int REPORTS = 2_000;
    private static final KafkaConfig CONFIG =
            MeasureCommand.config(SharedBroker.get(), "bench-replay-test");

    @BeforeAll
    static void write() {
        LogWriter.write(CONFIG, new SyntheticReports(3, REPORTS));
    }

    @Test
    void what_is_measured_ends_in_the_view_that_the_pure_fold_of_the_log_gives() throws Exception {
        var replayed = new ReplayBench(CONFIG, ProjectionChoice.POSITIONS, 2).measure(() -> {});

        assertThat(replayed.events()).isEqualTo(REPORTS);
        assertThat(replayed.transactions()).isBetween(1L, replayed.documents());
        assertThat(replayed.liveHeapBytes()).isPositive();
        var view = WholeTopic.latest(CONFIG, CONFIG.topics().view(ReplayBench.FRESH));
        var marks = new TreeMap<>(view);
        marks.keySet().removeIf(key -> !ViewKey.isMark(key));
        view.keySet().removeIf(key -> ViewKey.isMark(key) || ViewKey.isEvent(key));
        assertThat(view).isEqualTo(FoldedLog.of(CONFIG));
        var folded = 0L;
        for (var mark : marks.values()) {
            folded += Mark.decode(mark.getBytes(UTF_8)).next();
        }
        assertThat(folded).isEqualTo(REPORTS);
    }

    @Test
    void a_declared_count_has_every_report_once_under_its_outlet() throws Exception {
        var config = MeasureCommand.config(SharedBroker.get(), "bench-count-test");
        LogWriter.write(config, new SyntheticReports(3, REPORTS));

        var replayed = new ReplayBench(config, ProjectionChoice.COUNT, 2).measure(() -> {});

        assertThat(replayed.events()).isEqualTo(REPORTS);
        assertThat(countsOf(config)).isEqualTo(outletsOfReports());
    }

    @Test
    void the_sizes_of_log_and_view_are_those_on_the_brokers_disk() throws Exception {
        try (var admin = Admin.create(CONFIG.clientProperties())) {
            assertThat(TopicEnds.bytes(admin, CONFIG.topics().reports())).isGreaterThan(REPORTS);
            assertThat(TopicEnds.bytes(admin, "no-such-topic")).isZero();
        }
    }

    @Test
    void the_limit_reads_the_whole_log_however_many_threads_share_it() throws Exception {
        assertThat(Limit.decoding(CONFIG, 1).measure().eventsPerSecond()).isPositive();
        assertThat(Limit.decoding(CONFIG, 5).measure().eventsPerSecond()).isPositive();
        assertThat(Limit.reading(CONFIG, 5).measure().eventsPerSecond()).isPositive();
    }

    /** Every partition of the view counts for itself. */
    private static Map<String, Integer> countsOf(KafkaConfig config) throws IOException {
        var documents = new HashMap<List<Object>, JsonNode>();
        for (var record : WholeTopic.records(config, config.topics().view(ReplayBench.FRESH))) {
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
}
