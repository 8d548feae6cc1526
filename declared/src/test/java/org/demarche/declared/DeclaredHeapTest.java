package org.demarche.declared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.demarche.declared.Events.Said;
import org.demarche.declared.aggregate.Limits;
import org.demarche.model.Stance;
import org.demarche.model.fold.Outcome;
import org.demarche.model.fold.Outcome.Folded;
import org.demarche.model.fold.Outcome.Refused;
import org.demarche.model.fold.Outcome.Repeated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredHeapTest {

    private static final Said USUAL = Said.USUAL;

    @Test
    void reports_are_counted_under_their_key() throws Exception {
        var coverage =
                declared(
                        """
                        "where": "report.stance != 'none'", "key": "report.source.outlet",
                        "fields": { "reports": "count()", "byStance": "countBy(report.stance)",
                          "actors": "distinct(report.holder)", "lastSaid": "max(said.latest)",
                          "most": "top(1, report.stance)" }
                        """);
        var log = new Partition(coverage);
        log.fold(USUAL.filed("r1", 1));
        log.fold(USUAL.by("sudland").on("2024-03-05").filed("r2", 2));
        log.fold(USUAL.taking(Stance.AGAINST).filed("r3", 3));
        log.fold(USUAL.taking(Stance.NONE).on("2024-03-08").filed("r4", 4));
        log.fold(USUAL.in("weekly").on(null).filed("r5", 5));

        assertThat(Partition.served(coverage, List.of(log)))
                .isEqualTo(
                        Map.of(
                                "d/daily",
                                "{\"key\":\"daily\",\"reports\":3,\"byStance\":{\"favor\":2,\"against\":1},\"actors\":{\"count\":2,\"values\":[\"norland\",\"sudland\"]},\"lastSaid\":\"2024-03-05\",\"most\":[{\"value\":\"favor\",\"count\":2}]}",
                                "d/weekly",
                                "{\"key\":\"weekly\",\"reports\":1,\"byStance\":{\"favor\":1},\"actors\":{\"count\":1,\"values\":[\"norland\"]},\"lastSaid\":\"2024-03-09\",\"most\":[{\"value\":\"favor\",\"count\":1}]}"));
    }

    @Test
    void a_correction_moves_a_report_and_a_retraction_takes_it_away() throws Exception {
        var log = new Partition(declared("\"key\": \"report.source.outlet\", " + COUNT));

        assertThat(log.fold(USUAL.filed("r1", 1))).isEqualTo(new Folded());
        assertThat(log.counted()).containsOnlyKeys("d/daily");
        assertThat(log.fold(USUAL.in("weekly").corrected("r1", 2))).isEqualTo(new Folded());
        assertThat(log.counted()).containsOnlyKeys("d/weekly");
        assertThat(log.fold(USUAL.retracted("r1", 3))).isEqualTo(new Folded());
        assertThat(log.counted()).isEmpty();
        assertThat(log.fold(USUAL.in("weekly").corrected("r1", 4))).isEqualTo(new Folded());
        assertThat(log.counted()).containsOnlyKeys("d/weekly");
    }

    @Test
    void what_cannot_be_folded_changes_nothing_and_says_why() throws Exception {
        var log = new Partition(declared("\"key\": \"report.source.outlet\", " + COUNT));
        log.fold(USUAL.filed("r1", 1));
        var before = log.documents();

        assertThat(log.fold(USUAL.filed("r1", 2))).isEqualTo(new Repeated());
        assertThat(log.fold(USUAL.in("weekly").filed("r1", 3))).isEqualTo(new Refused("id-taken"));
        assertThat(log.fold(USUAL.corrected("r1", 4))).isEqualTo(new Repeated());
        assertThat(log.fold(USUAL.corrected("r2", 5))).isEqualTo(new Refused("no-such-report"));
        assertThat(log.fold(USUAL.retracted("r2", 6))).isEqualTo(new Refused("no-such-report"));
        assertThat(log.documents()).isEqualTo(before);
    }

    @Test
    void a_report_that_cannot_be_evaluated_counts_once_it_is_corrected() throws Exception {
        var log =
                new Partition(
                        declared(
                                "\"key\": \"report.holder\", \"fields\": { \"n\": \"max(6 / (report.credibility - 1))\" }"));

        assertThat(log.fold(USUAL.credible(1).filed("r1", 1)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(
                                                "evaluation-fault: /fields/n: column 7: divide by zero"));
        assertThat(log.counted()).isEmpty();
        log.restart();
        assertThat(log.fold(USUAL.credible(1).filed("r1", 2))).isEqualTo(new Repeated());
        assertThat(log.fold(USUAL.credible(3).corrected("r1", 3))).isEqualTo(new Folded());
        assertThat(log.counted()).containsEntry("d/norland", "{\"key\":\"norland\",\"n\":3}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    string(int(report.summary))    | /key: column 11: 'abc' is not a number
                    string(double(report.summary)) | /key: column 14: 'abc' is not a number
                    string([1, 2][2])              | /key: column 14: Index out of bounds: 2
                    string(1 / (size(report.summary) - 3)) | /key: column 10: divide by zero
                    """)
    void a_fault_is_told_without_words_of_the_machine(String key, String told) throws Exception {
        var log = new Partition(declared("\"key\": \"%s\", %s".formatted(key, COUNT)));

        assertThat(log.fold(USUAL.summed("abc").filed("r1", 1)))
                .isEqualTo(new Refused("evaluation-fault: " + told));
    }

    @Test
    void an_absent_field_is_empty_in_expressions_and_is_not_counted() throws Exception {
        var definition =
                declared(
                        """
                        "key": "report.source.agency", "fields": {
                          "graded": "countBy(report.coder.confidence)", "worst": "max(report.credibility)",
                          "named": "countBy(has(report.summary) ? 'yes' : 'no')",
                          "voiced": "countBy(string(has(report.speaker.role)))",
                          "firstSummary": "first(report.summary)", "total": "sum(report.credibility)" }
                        """);
        var log = new Partition(definition);
        log.fold(USUAL.filed("r1", 1));
        log.fold(USUAL.from("wire").credible(null).filed("r2", 2));

        assertThat(Partition.served(definition, List.of(log)))
                .isEqualTo(
                        Map.of(
                                "d/wire",
                                "{\"key\":\"wire\",\"graded\":{},\"worst\":null,\"named\":{\"no\":1},\"voiced\":{\"false\":1},\"firstSummary\":null,\"total\":0}"));
    }

    @Test
    void first_and_last_go_by_recorded_instant_then_by_id() throws Exception {
        var definition =
                declared(
                        "\"key\": \"report.holder\", \"fields\": { \"first\": \"first(report.source.outlet)\", \"last\": \"last(report.source.outlet)\" }");
        var log = new Partition(definition);
        log.fold(USUAL.in("c").filed("r3", 7));
        log.fold(USUAL.in("b").filed("r2", 7));
        log.fold(USUAL.in("a").filed("r1", 7));

        assertThat(Partition.served(definition, List.of(log)).get("d/norland"))
                .isEqualTo("{\"key\":\"norland\",\"first\":\"a\",\"last\":\"c\"}");
        log.fold(USUAL.in("d").corrected("r1", 8));
        assertThat(Partition.served(definition, List.of(log)).get("d/norland"))
                .isEqualTo("{\"key\":\"norland\",\"first\":\"b\",\"last\":\"d\"}");
    }

    @Test
    void sums_are_exact() throws Exception {
        var definition =
                declared(
                        "\"key\": \"report.holder\", \"fields\": { \"sum\": \"sum(double(report.summary))\" }");
        var log = new Partition(definition);
        for (var token : List.of("1e300", "1", "2", "3")) {
            var number = token.equals("1e300") ? token : "0." + token;
            log.fold(USUAL.summed(number).filed("r" + token, 1));
        }
        log.fold(USUAL.retracted("r1e300", 2));

        assertThat(Partition.served(definition, List.of(log)).get("d/norland"))
                .isEqualTo("{\"key\":\"norland\",\"sum\":0.6}");
    }

    @Test
    void what_was_left_out_of_a_document_is_said() throws Exception {
        var definition =
                Definition.parse(
                        """
                        { "name": "x", "key": "report.holder", "fields": { "n": "count()",
                          "all": "distinct(report.source.outlet)", "often": "countBy(report.source.outlet)" } }
                        """
                                .getBytes(UTF_8),
                        new Limits(2, 1_000));
        var log = new Partition(definition);
        var n = 0;
        for (var outlet : List.of("c", "b", "a", "c", "b", "c")) {
            log.fold(USUAL.in(outlet).filed("r" + n++, n));
        }

        assertThat(Partition.served(definition, List.of(log)).get("d/norland"))
                .isEqualTo(
                        "{\"key\":\"norland\",\"n\":6,\"all\":{\"count\":2,\"values\":[\"a\",\"b\"]},\"often\":{\"c\":3,\"b\":2},\"capped\":[\"all\",\"often\"]}");
    }

    @Test
    void a_loop_that_goes_round_too_often_is_stopped() throws Exception {
        var list = "[%s]".formatted("1,".repeat(150) + "1");
        var definition =
                declared(
                        "\"key\": \"%s.all(a, %s.all(b, a == b)) ? 'x' : 'y'\", %s"
                                .formatted(list, list, COUNT));

        assertThat(new Partition(definition).fold(USUAL.filed("r1", 1)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .startsWith("evaluation-fault: /key: ")
                                        .contains("teration"));
    }

    @Test
    void keys_and_values_that_are_too_long_are_no_keys_and_no_values() throws Exception {
        var log = new Partition(declared("\"key\": \"report.summary\", " + COUNT));
        assertThat(log.fold(USUAL.summed("ж".repeat(256)).filed("r1", 1)))
                .isInstanceOf(Folded.class);
        assertThat(log.fold(USUAL.summed("ж".repeat(257)).filed("r2", 2)))
                .isEqualTo(new Refused("evaluation-fault: /key: the key is longer than 512 bytes"));

        Outcome tooLong =
                new Partition(
                                declared(
                                        "\"key\": \"report.holder\", \"fields\": { \"n\": \"last(report.summary)\" }"))
                        .fold(USUAL.summed("a".repeat(1_001)).filed("r1", 1));
        assertThat(tooLong)
                .isEqualTo(
                        new Refused(
                                "evaluation-fault: /fields/n: the text has 1,001 characters, but at most 1,000 are kept"));
    }

    @Test
    void any_text_has_a_document_key_and_back() {
        for (var key : List.of("daily", "a/b c%2F~", "Агентство", "😀", "-._~", "%", "\n")) {
            var written = DocumentKey.counted(key);
            assertThat(written).matches("d/[A-Za-z0-9._~%-]+");
            assertThat(DocumentKey.keyOf(written)).isEqualTo(key);
        }
        assertThat(DocumentKey.counted("a/ж")).isEqualTo("d/a%2F%D0%B6");
    }

    private static final String COUNT = "\"fields\": { \"n\": \"count()\" }";

    private static Definition declared(String body) throws Exception {
        return Definition.parse("{ \"name\": \"x\", %s }".formatted(body).getBytes(UTF_8));
    }
}
