package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Await;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway finds everything again, and says what it cannot serve. */
class ReadinessTest {

    private static final String POSITION = "/v1/actors/norland/positions/river-treaty";

    private static final String MONTHS = "/v1/projections/months/documents";

    private static final String COVERED = "/v1/projections/coverage/documents/daily";

    private static final String COVERAGE =
            """
            {"name": "coverage", "key": "report.source.outlet", "fields": {"reports": "count()"}}
            """;

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.TREATY);
        stack.publish(
                0, documents(filed("norland", "river-treaty", "r1", Stance.AGAINST, "2024-03-01")));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void what_was_served_is_served_after_a_restart() {
        var before = stack.get(POSITION);

        stack.restart();

        var after = stack.get(POSITION);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.headers().firstValue("ETag"))
                .isEqualTo(before.headers().firstValue("ETag"));
    }

    @Test
    void it_is_ready_when_the_view_has_what_the_log_had_at_the_start() {
        var next = stack.log(0);
        stack.restart();

        var behind = stack.operation("/health/readiness");
        stack.publish(
                0,
                next,
                documents(filed("norland", "river-treaty", "r2", Stance.FAVOR, "2024-04-01"))
                        .documents());
        stack.get(POSITION);
        var there = stack.operation("/health/readiness");

        assertThat(behind.statusCode()).isEqualTo(503);
        assertThat(behind.body()).contains("\"behind\":{");
        assertThat(there.statusCode()).isEqualTo(200);
    }

    @Test
    void records_that_cannot_be_read_keep_no_gateway_from_answering_and_are_told() {
        var registry = stack.config().topics().registry();
        stack.append(new ProducerRecord<>(registry, 0, bytes("actor/norland"), bytes("nonsense")));
        stack.append(
                new ProducerRecord<>(
                        stack.config().topics().control(), 0, null, bytes("nonsense")));
        stack.restart();

        assertThat(stack.get(POSITION).statusCode()).isEqualTo(200);
        stack.register(Reports.SUDLAND);
        assertThat(stack.get("/v1/actors/sudland").statusCode()).isEqualTo(200);
        assertThat(warnings())
                .hasSize(2)
                .allMatch(one -> one.contains("cannot be read and changes nothing"));

        stack.register(Reports.NORLAND);
        assertThat(stack.get(POSITION).statusCode()).isEqualTo(200);
        assertThat(warnings()).singleElement().asString().contains("control");
    }

    @Test
    void a_read_when_the_views_are_closed_is_told_in_plain_words_that_the_gateway_stops() {
        var next = stack.log(0);
        stack.stopReadingViews();

        var answer = stack.plain(POSITION, Token.HEADER, "r0:" + next, "Prefer", "wait=30");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body())
                .contains("The gateway is being stopped: ask again in a moment")
                .doesNotContain("Exception");
    }

    @Test
    void a_view_that_is_folded_further_than_the_log_goes_is_served_and_told() {
        stack.register(Reports.SUDLAND);
        stack.publish(
                1,
                1000,
                documents(filed("sudland", "river-treaty", "r2", Stance.FAVOR, "2024-04-01"))
                        .documents());
        var sentence =
                "Partition 1 of the log has lost events: it ends at offset 0, and was read up to offset 1000 before";

        stack.restart();

        assertThat(stack.plain(POSITION).statusCode()).isEqualTo(200);
        assertThat(stack.plain("/v1/actors/sudland/positions/river-treaty").statusCode())
                .isEqualTo(200);
        Await.until("a warning", () -> !warnings().isEmpty());
        assertThat(warnings()).containsExactly(sentence);
        assertThat(stack.plain("/health/readiness").statusCode()).isEqualTo(200);
        assertThat(stack.plain("/v1/projections/positions/versions/2").body())
                .contains("\"lastError\":\"%s\"".formatted(sentence));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ?/norland/river-treaty | {} | is of an unknown kind
                    p/norland/river-treaty | {"actor": "nor | malformed JSON
                    p/norland/river-treaty | {"actor": "norland", "issue": "river-treaty", "kind": "flip"} | /counts: is missing
                    p/norland/river-treaty | {"actor": "sudland", "issue": "river-treaty", "counts": {}} | of another actor
                    x/-/2024-03-01/norland/river-treaty | {"actor": "norland", "issue": "river-treaty", "counts": {}} | /kind: is missing
                    """)
    void a_record_of_the_view_that_cannot_be_read_is_told_and_a_replay_mends_it(
            String key, String value, String why) {
        var lost = stack.log(0);
        stack.publish(0, lost, Map.of(key, bytes(value)));

        var refused = stack.get(POSITION, Token.HEADER, "r0:" + lost, "Prefer", "wait=30");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("The gateway no longer reads the log");
        var stopped = stack.operation("/health/readiness");
        assertThat(stopped.statusCode()).isEqualTo(503);
        assertThat(stopped.body()).contains(key, why, "Start a replay");
        assertThat(stack.plain("/v1/projections/positions/versions/2").body())
                .containsPattern("\"lastError\":\"[^}]*" + Pattern.quote(why));
        assertThat(stack.plain(POSITION).body()).contains("against");

        var replayed = new VersionId("positions", 3);
        stack.decide(new Started(3, 3, false, null, null, 10));
        stack.build(
                replayed,
                0,
                new Mark(2, 0, Reports.RECORDED),
                documents(filed("norland", "river-treaty", "r1", Stance.AGAINST, "2024-03-01"))
                        .documents());
        stack.awaitCopy(replayed, 0, 2);
        stack.decide(new Promoted(3, 1));

        var answer = stack.get(POSITION, "Prefer", "wait=30");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        stack.restart();
        assertThat(stack.get(POSITION).body()).contains("against");
        var health = stack.operation("/health/readiness");
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?",
                "{\"key\": \"daily\", \"reports\": \"many\"}",
                "{\"key\": \"weekly\", \"reports\": 2}",
                "{\"reports\": 2}"
            })
    void a_damaged_document_of_a_declared_projection_stops_this_one_and_a_replay_mends_it(
            String damaged) {
        var counted = "{\"key\": \"daily\", \"reports\": %d}";
        var first = new VersionId("coverage", 1);
        stack.decide("coverage", new Declared(1, COVERAGE, 2, false));
        stack.build(
                first,
                0,
                new Mark(1, 0, Reports.RECORDED),
                Map.of("d/daily", bytes(counted.formatted(1))));
        stack.awaitCopy(first, 0, 1);
        stack.decide("coverage", new Promoted(1, 1));
        assertThat(stack.get(COVERED).body()).contains("\"reports\":1");

        stack.build(first, 0, new Mark(2, 0, Reports.RECORDED), Map.of("d/daily", bytes(damaged)));

        Await.until(
                "the fault is told",
                () -> stack.operation("/health/readiness").body().contains("coverage/1"));
        var health = stack.operation("/health/readiness");
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        assertThat(health.body()).contains("coverage/1", "d/daily", "is not valid");
        assertThat(stack.plain("/v1/projections/coverage/versions/1").body())
                .containsPattern("\"lastError\":\"[^}]*d/daily");
        assertThat(stack.get(COVERED).body()).contains("\"reports\":1");
        assertThat(stack.get(POSITION).statusCode()).isEqualTo(200);

        var replayed = new VersionId("coverage", 2);
        stack.decide("coverage", new Started(2, 2, false, null, null, 10));
        stack.build(
                replayed,
                0,
                new Mark(2, 0, Reports.RECORDED),
                Map.of("d/daily", bytes(counted.formatted(2))));
        stack.awaitCopy(replayed, 0, 2);
        stack.decide("coverage", new Promoted(2, 1));
        assertThat(stack.get(COVERED, "Prefer", "wait=30").body()).contains("\"reports\":2");
    }

    @Test
    void a_broken_view_of_another_projection_is_nothing_to_the_others() {
        var months = new VersionId("months", 1);
        stack.decide("months", new Declared(null, 1, true));
        stack.build(months, 0, new Mark(1, 0, Reports.RECORDED), Map.of());
        stack.awaitCopy(months, 0, 1);
        stack.decide("months", new Promoted(1, 1));
        assertThat(stack.get(MONTHS).statusCode()).isEqualTo(200);

        var broken = stack.begin(months, 0);
        broken.put(ViewKey.mark(0), new byte[] {'?'});
        broken.commit(new Mark(2, 0, Reports.RECORDED));
        stack.restart();

        assertThat(stack.get(POSITION).statusCode()).isEqualTo(200);
        var health = stack.operation("/health/readiness");
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        var refused = stack.get(MONTHS);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("malformed JSON at byte 0");
    }

    private List<String> warnings() {
        var all = new ArrayList<String>();
        try {
            new ObjectMapper()
                    .readTree(stack.operation("/health/readiness").body())
                    .findPath("warnings")
                    .forEach(one -> all.add(one.asText()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
