package org.demarche.gateway.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.filed;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.FAVOR;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.export.ExportLine;
import org.demarche.log.kafka.Topics;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Retracted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogExportTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ReportEvent NORLAND =
            filed("norland", "river-treaty", "n1", FAVOR, "2024-03-01");
    private static final ReportEvent SUDLAND =
            filed("sudland", "river-treaty", "s1", AGAINST, "2024-03-02");
    private static final Retracted TAKEN_BACK =
            new Retracted(NORLAND.report(), "an error", Reports.RECORDED);

    /** An actor of the other partition. */
    private static final String ELSEWHERE =
            IntStream.range(0, 100)
                    .mapToObj(n -> "land-" + n)
                    .filter(name -> partition(name) == 0)
                    .findFirst()
                    .orElseThrow();

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.SUDLAND, Reports.TREATY, Reports.DAILY);
        stack.append(record(NORLAND, 0));
        stack.append(record(SUDLAND, 0));
        stack.append(
                new ProducerRecord<>(
                        topic(), partition("norland"), "norland".getBytes(UTF_8), new byte[0]));
        stack.append(record(filed("norland", "river-treaty", "n2", FAVOR, "2024-04-01"), 0));
        stack.append(restored(filed("norland", "river-treaty", "n3", FAVOR, "2024-05-01")));
        stack.append(record(TAKEN_BACK, 1));
        stack.append(record(filed(ELSEWHERE, "river-treaty", "w1", FAVOR, "2024-03-01"), 0));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void every_record_is_a_line_partition_after_partition_and_the_last_line_sums_up()
            throws Exception {
        var answer = stack.get("/v1/export/reports");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-ndjson");
        var lines = lines(answer.body());
        assertThat(partition("sudland")).isEqualTo(1);
        assertThat(lines.stream().map(LogExportTest::told))
                .containsExactly(
                        "report-filed " + ELSEWHERE + ".river-treaty.w1",
                        "report-filed norland.river-treaty.n1",
                        "report-filed sudland.river-treaty.s1",
                        "unreadable",
                        "report-filed norland.river-treaty.n2",
                        "report-filed norland.river-treaty.n3",
                        "report-retracted norland.river-treaty.n1",
                        "{\"events\":6,\"unreadable\":1}");
        for (var line : lines) {
            var last = new ArrayList<String>();
            line.fieldNames().forEachRemaining(last::add);
            assertThat(last.getLast()).isEqualTo("cursor");
        }
    }

    @Test
    void a_line_says_when_its_event_was_recorded_and_what_its_record_has() throws Exception {
        var lines = stack.get("/v1/export/reports?actor=norland").body().lines().toList();

        var recorded =
                lines.stream()
                        .map(LogExportTest::parse)
                        .filter(line -> line.has("recorded"))
                        .map(line -> line.get("recorded").asText())
                        .toList();
        assertThat(recorded.get(2)).isEqualTo(Reports.RECORDED.toString());
        assertThat(recorded.get(0)).isGreaterThan(Reports.RECORDED.toString());
        assertThat(recorded.get(3)).isGreaterThanOrEqualTo(recorded.get(1));
        var first = (ExportLine.Event) ExportLine.read(lines.getFirst().getBytes(UTF_8));
        assertThat(first.body()).isEqualTo(record(NORLAND, 0).value());
        var unreadable = parse(lines.get(1));
        assertThat(unreadable.get("unreadable").asText()).isEqualTo("1@2");
        assertThat(unreadable.get("reason").asText()).contains("header ce_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/export/reports?x", "/v1/export/reports?actor=norland"})
    void whoever_was_cut_off_goes_on_behind_any_line(String path) {
        var address = path.replace("?x", "");
        var whole = stack.get(address).body().lines().toList();

        for (var n = 0; n < whole.size(); n++) {
            var cursor = parse(whole.get(n)).get("cursor").asText();
            var rest =
                    stack.get(address + (address.contains("?") ? "&" : "?") + "cursor=" + cursor)
                            .body()
                            .lines()
                            .toList();

            assertThat(rest.subList(0, rest.size() - 1))
                    .isEqualTo(
                            n + 1 < whole.size()
                                    ? whole.subList(n + 1, whole.size() - 1)
                                    : List.of());
            assertThat(parse(rest.getLast()).get("cursor"))
                    .isEqualTo(parse(whole.getLast()).get("cursor"));
        }
    }

    @Test
    void an_actor_goes_by_any_name_and_an_unknown_one_by_none() {
        var byAlias = stack.get("/v1/export/reports?actor=" + encoded("kingdom of norland")).body();

        assertThat(byAlias).isEqualTo(stack.get("/v1/export/reports?actor=norland").body());
        assertThat(lines(byAlias)).hasSize(6);
        assertThat(lines(stack.get("/v1/export/reports?actor=Sudland").body())).hasSize(2);
        var unknown = stack.get("/v1/export/reports?actor=norlnd");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(parse(unknown.body()).get("suggestions").toString()).contains("Norland");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cursor=",
                "cursor=%25",
                "cursor=bm9uc2Vuc2U",
                // /7/0/2024-05-06T07:08:09Z: there is no such partition
                "cursor=LzcvMC8yMDI0LTA1LTA2VDA3OjA4OjA5Wg",
                // /0/99/2024-05-06T07:08:09Z: behind the end
                "cursor=LzAvOTkvMjAyNC0wNS0wNlQwNzowODowOVo",
                // /0/0/2024-05-06T99:08:09Z
                "cursor=LzAvMC8yMDI0LTA1LTA2VDk5OjA4OjA5Wg",
                "cursor=LzAvMC8yMDI0LTA1LTA2VDA3OjA4OjA5Wg&actor=norland",
                "limit=3"
            })
    void what_is_no_cursor_of_this_export_is_refused(String query) {
        var answer = stack.get("/v1/export/reports?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(parse(answer.body()).get("type").asText())
                .isEqualTo("/problems/wrong-parameter");
        assertThat(parse(answer.body()).at("/violations/0/parameter").asText())
                .isEqualTo(query.startsWith("limit") ? "limit" : "cursor");
    }

    @Test
    void the_cursor_of_one_actor_is_of_no_use_for_another() {
        var line = stack.get("/v1/export/reports?actor=norland").body().lines().findFirst();
        var cursor = parse(line.orElseThrow()).get("cursor").asText();

        var other = stack.get("/v1/export/reports?actor=sudland&cursor=" + cursor);
        var all = stack.get("/v1/export/reports?cursor=" + cursor);

        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(all.statusCode()).isEqualTo(400);
        assertThat(all.body()).contains("send actor=norland with it");
    }

    @Test
    void a_log_that_lost_what_is_asked_for_is_no_whole_export() throws Exception {
        try (var lossy = Stack.start();
                var admin = Admin.create(lossy.config().clientProperties())) {
            for (var n = 0; n < 3; n++) {
                lossy.append(
                        new ReportCodec()
                                .encode(lossy.config().topics().reports(), SUDLAND, 0, "/test"));
            }
            var partition =
                    new TopicPartition(lossy.config().topics().reports(), partition("sudland"));
            var line = lossy.get("/v1/export/reports").body().lines().findFirst().orElseThrow();
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2))).all().get();

            try (var wire = Wire.to(lossy.port())) {
                wire.write(
                        "GET /v1/export/reports?cursor=%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .formatted(parse(line).get("cursor").asText()));
                var head = wire.readHead();
                assertThat(head.line()).startsWith("HTTP/1.1 5");
            }
        }
    }

    @Test
    void misplaced_records_and_forged_instants_are_unreadable_lines_and_no_reports() {
        try (var odd = Stack.start()) {
            odd.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
            var log = odd.config().topics().reports();
            var misplaced = new ReportCodec().encode(log, NORLAND, 0, "/test");
            odd.append(
                    new ProducerRecord<>(
                            log,
                            1 - partition("norland"),
                            misplaced.key(),
                            misplaced.value(),
                            misplaced.headers()));
            var forged =
                    new ReportCodec()
                            .encode(
                                    log,
                                    filed("norland", "river-treaty", "n2", FAVOR, "2024-04-01"),
                                    0,
                                    "/test");
            forged.headers().add("ce_recordedoriginal", "3000-01-01T00:00:00Z".getBytes(UTF_8));
            odd.append(forged);

            assertThat(
                            lines(odd.get("/v1/export/reports").body()).stream()
                                    .map(line -> line.path("reason").asText()))
                    .satisfiesExactlyInAnyOrder(
                            reason -> assertThat(reason).contains("its key belongs to partition"),
                            reason -> assertThat(reason).contains("so no restore has written it"),
                            reason -> assertThat(reason).isEmpty());
            for (var id : List.of("n1", "n2")) {
                assertThat(odd.get("/v1/reports/norland.river-treaty." + id).statusCode())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void a_look_at_the_head_opens_nothing() {
        var answer = stack.send("HEAD", "/v1/export/reports");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-ndjson");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void the_registry_is_a_line_an_entry_sorted_and_a_summary() {
        var answer = stack.get("/v1/export/registry");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-ndjson");
        var lines = lines(answer.body());
        assertThat(
                        lines.stream()
                                .map(
                                        line ->
                                                line.path("type").asText()
                                                        + ' '
                                                        + line.path("id").asText()))
                .containsExactly(
                        "actor norland",
                        "actor sudland",
                        "issue river-treaty",
                        "outlet daily",
                        " ");
        assertThat(lines.getFirst().get("entry"))
                .isEqualTo(parse(stack.get("/v1/actors/norland").body()));
        assertThat(lines.getLast().toString()).isEqualTo("{\"summary\":{\"entries\":4}}");
        assertThat(stack.get("/v1/export/registry?actor=norland").statusCode()).isEqualTo(400);
    }

    private static ProducerRecord<byte[], byte[]> record(ReportEvent event, int number) {
        return new ReportCodec().encode(topic(), event, number, "/test");
    }

    private static ProducerRecord<byte[], byte[]> restored(ReportEvent event) {
        return new ReportCodec()
                .encodeRestored(topic(), event, record(event, 0).value(), 0, "/test");
    }

    private static String topic() {
        return stack.config().topics().reports();
    }

    private static int partition(String holder) {
        return Topics.partitionOf(holder, 2);
    }

    private static String told(JsonNode line) {
        return line.has("summary")
                ? line.get("summary").toString()
                : line.has("unreadable")
                        ? "unreadable"
                        : line.get("type").asText() + ' ' + line.get("report").asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static List<JsonNode> lines(String body) {
        return body.lines().map(LogExportTest::parse).toList();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (Exception e) {
            throw new IllegalStateException(json, e);
        }
    }
}
