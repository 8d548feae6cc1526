package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.view.Mark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projections that are deleted, and names that are declared again. */
class DeletionsTest {

    private static final String COVERAGE = "/v1/projections/coverage";
    private static final String DOCUMENTS = COVERAGE + "/documents";

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        assertThat(declare("report.holder").statusCode()).isEqualTo(201);
        stack.decide("coverage", new Promoted(1, 1));
        build(1);
        assertThat(stack.get(DOCUMENTS).statusCode()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void a_deletion_ends_every_version_and_says_who_decided_it() {
        stack.write("POST", COVERAGE + "/replays", "");

        var deleted = stack.write("DELETE", COVERAGE + "?by=ada&why=nobody%20reads%20it", "");

        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
        var projection = json(deleted);
        assertThat(projection.get("live").isNull()).isTrue();
        assertThat(projection.get("building").isNull()).isTrue();
        assertThat(projection.get("versions").findValuesAsText("state"))
                .containsExactly("retired", "cancelled");
        assertThat(projection.at("/deleted/by").asText()).isEqualTo("ada");
        assertThat(projection.at("/deleted/why").asText()).isEqualTo("nobody reads it");
        assertThat(json(stack.get("/v1/projections")).get("items").findValuesAsText("name"))
                .containsExactly("positions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COVERAGE,
                COVERAGE + "/versions/1",
                DOCUMENTS,
                DOCUMENTS + "?version=1",
                COVERAGE + "/versions/1/diff"
            })
    void a_read_of_it_says_when_it_was_deleted_and_by_whom(String path) {
        stack.write("DELETE", COVERAGE + "?by=ada", "");
        assertIsGone(stack.get(path));

        stack.restart();

        assertIsGone(stack.get(path));
    }

    private static void assertIsGone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(410);
        assertThat(answer.body())
                .contains("/problems/deleted")
                .containsPattern(
                        "The projection coverage was deleted on 20[-0-9]+T[0-9:]+Z by ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/replays", "/rollback", "/versions/1/promotion"})
    void nothing_more_is_decided_about_it(String path) {
        stack.write("DELETE", COVERAGE + "?by=ada", "");

        assertIsGone(stack.write("POST", COVERAGE + path, ""));
    }

    @Test
    void a_second_deletion_is_answered_as_the_first_and_not_written() {
        var first = stack.write("DELETE", COVERAGE + "?by=ada", "");
        var decisions = stack.decisions();

        var second = stack.write("DELETE", COVERAGE + "?by=bo", "");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(stack.decisions()).isEqualTo(decisions);
    }

    @Test
    void its_past_can_be_read_and_its_name_declared_again_with_another_definition() {
        stack.write("DELETE", COVERAGE + "?by=ada", "");
        assertThat(decided())
                .containsExactly("projection-deleted", "version-promoted", "projection-declared");

        var again = declare("report.issue");

        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(again.headers().firstValue("Location")).contains(COVERAGE + "/versions/2");
        assertThat(json(stack.get(COVERAGE)).at("/definition/key").asText())
                .isEqualTo("report.issue");
        assertThat(stack.get(COVERAGE).body()).doesNotContain("\"deleted\"");
        assertThat(stack.get(DOCUMENTS).statusCode()).as("nothing is live").isEqualTo(404);
        assertThat(stack.write("POST", COVERAGE + "/rollback", "").body())
                .contains("/problems/no-standby");
        stack.decide("coverage", new Promoted(2, 1));
        build(2);
        assertThat(stack.get(DOCUMENTS).headers().firstValue("Demarche-Version"))
                .contains("coverage/2");
        assertThat(decided()).hasSize(5).contains("projection-deleted");
    }

    private List<String> decided() {
        return json(stack.get(COVERAGE + "/decisions"))
                .get("items")
                .findValuesAsText("type")
                .stream()
                .filter(type -> !type.equals("version-ready"))
                .toList();
    }

    private HttpResponse<String> declare(String key) {
        return stack.write(
                "POST",
                "/v1/projections?promote=manual",
                "{\"name\": \"coverage\", \"key\": \"%s\", \"fields\": {\"n\": \"count()\"}}"
                        .formatted(key));
    }

    /** The view that workers make of an empty log. */
    private void build(int number) {
        var version = new VersionId("coverage", number);
        for (var partition = 0; partition < Stack.PARTITIONS; partition++) {
            stack.build(version, partition, new Mark(0, 0, Reports.RECORDED), Map.of());
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
        return OpenApi.json(answer.body());
    }
}
