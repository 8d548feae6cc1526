package org.demarche.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.ReportBuilder.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Published;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.registry.EntryType;
import org.demarche.log.view.Mark;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.demarche.model.fold.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retracted reports can be read, by both rules. */
class RetractedReadsTest {

    private static final ReportEvent FIRST =
            said("arvenia.peace.r1", Stance.AGAINST, "2023-05")
                    .speaker(null, "Bo Sand", null)
                    .filed("2024-01-01");

    private static final ReportEvent[] EVENTS = {
        FIRST,
        said("arvenia.peace.r2", Stance.AGAINST, "2023-05")
                .speaker(null, "Bo Sand", null)
                .in("herald")
                .filed("2024-01-02"),
        retracted("arvenia.peace.r1", "2024-01-03"),
        retracted("arvenia.peace.r1", "2024-01-04"),
        retracted("arvenia.peace.r2", "2024-01-05")
    };

    private static final String ID = Published.statements(FIRST).keySet().iterator().next();
    private static final String STATEMENT = "/v1/statements/" + ID;

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        World.register(stack, EntryType.ACTOR, "arvenia", "{'kind': 'state', 'name': 'Arvenia'}");
        World.register(
                stack,
                EntryType.ISSUE,
                "peace",
                "{'name': 'Peace', 'proposition': 'There should be peace'}");
        stack.publish(Published.of(EVENTS));
        stack.decide(new Started(3, 4, false, null, null, 100));
        stack.build(
                new VersionId("positions", 3),
                0,
                new Mark(EVENTS.length, 0, Reports.RECORDED),
                Published.by(Rule.LATEST_OWN_2, EVENTS).documents());
        stack.decide(new Promoted(3, 1));
        stack.awaitCopy(new VersionId("positions", 3), 0, EVENTS.length);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest-own/1", "latest-own/2"})
    void a_retracted_statement_is_there_with_its_reports_reasons_and_days(String rule) {
        assertThat(json(STATEMENT + "?rule=" + rule).toString())
                .isEqualTo(
                        World.compact(
                                """
                                {"statement": "%s", "actor": "arvenia", "issue": "peace", "voice": "own", "by": null, "stance": "against",
                                 "saidOn": "2023-05", "retracted": true, "reports": [
                                   {"report": "arvenia.peace.r1", "recorded": "2024-01-01T00:00:00Z", "retractedAt": "2024-01-03T00:00:00Z", "reason": "misheard",
                                    "body": {"holder": "arvenia", "spokenFor": "arvenia", "issue": "peace", "speaker": {"name": "Bo Sand"}, "stance": "against",
                                      "saidOn": "2023-05", "source": {"outlet": "daily", "publishedOn": "2023-12-31"}, "resolved": {"origin": "daily"}}},
                                   {"report": "arvenia.peace.r2", "recorded": "2024-01-02T00:00:00Z", "retractedAt": "2024-01-05T00:00:00Z", "reason": "misheard",
                                    "body": {"holder": "arvenia", "spokenFor": "arvenia", "issue": "peace", "speaker": {"name": "Bo Sand"}, "stance": "against",
                                      "saidOn": "2023-05", "source": {"outlet": "herald", "publishedOn": "2023-12-31"}, "resolved": {"origin": "herald"}}}]}
                                """
                                        .formatted(ID)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest-own/1", "latest-own/2"})
    void as_known_before_it_is_what_it_was(String rule) {
        var known = STATEMENT + "?rule=" + rule + "&asKnown=";

        assertThat(stack.get(known + "2023-12-31").statusCode()).isEqualTo(404);
        assertThat(json(known + "2024-01-01").get("reports")).hasSize(1);
        assertThat(json(known + "2024-01-02").get("reports")).hasSize(2);
        var one = json(known + "2024-01-04");
        assertThat(one.has("retracted")).isFalse();
        assertThat(one.at("/reports/0/report").asText()).isEqualTo("arvenia.peace.r2");
        assertThat(json(known + "2024-01-05").get("retracted").asBoolean()).isTrue();
    }

    @Test
    void before_it_was_said_there_is_none() {
        assertThat(stack.get(STATEMENT + "?asOf=2023-05-30").statusCode()).isEqualTo(404);
        assertThat(stack.get(STATEMENT + "?asOf=2023-05-31").statusCode()).isEqualTo(200);
        assertThat(stack.get(STATEMENT + "?asOf=2023-05-01&uncertain=include").statusCode())
                .isEqualTo(200);
        assertThat(stack.get("/v1/statements/arvenia.peace.0123456789abcdef01234567").statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_explanation_names_the_reports_of_what_was_retracted() {
        var explanation = json("/v1/actors/arvenia/positions/peace/explanation");

        assertThat(World.values(explanation, "reason")).containsExactly("retracted");
        assertThat(World.values(explanation, "report"))
                .containsExactly("arvenia.peace.r1", "arvenia.peace.r2");
    }

    @Test
    void a_report_is_told_as_it_was_known() {
        var report = "/v1/reports/arvenia.peace.r1";

        assertThat(World.values(json(report), "type"))
                .containsExactly("report-filed", "report-retracted");
        assertThat(World.values(json(report + "?asKnown=2024-01-02"), "type"))
                .containsExactly("report-filed");
        assertThat(stack.get(report + "?asKnown=2023-12-31").statusCode()).isEqualTo(404);
    }

    @Test
    void statements_and_reports_can_be_cited() {
        for (var path :
                List.of(
                        STATEMENT,
                        STATEMENT + "?asKnown=2024-01-02",
                        "/v1/reports/arvenia.peace.r1")) {
            var read = stack.get(path);
            var cited = stack.get(World.cited(read));

            assertThat(cited.body()).isEqualTo(read.body());
            assertThat(World.link(cited)).isEqualTo(World.link(read));
        }
    }

    private static JsonNode json(String path) {
        var response = stack.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return OpenApi.json(response.body());
    }
}
