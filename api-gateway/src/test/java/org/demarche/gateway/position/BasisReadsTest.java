package org.demarche.gateway.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Published;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.RolledBack;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A version of the second rule is served, one of the first stands by. Each is read by its own rule;
 * another rule, and reports of certain grades alone, are folded for the read.
 */
class BasisReadsTest {

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String PEACE = "/v1/actors/arvenia/positions/peace";
    private static final String ARVENIA = "/v1/actors/arvenia/positions";

    private static final ReportEvent[] EVENTS = {
        said("arvenia.peace.r1", Stance.AGAINST, "2020-01-01").filed("2024-01-01"),
        said("arvenia.peace.r2", Stance.FAVOR, "2023-05-30").utterance("quay").filed("2024-01-02"),
        said("arvenia.peace.r3", Stance.FAVOR, "2023-05")
                .utterance("quay")
                .in("herald")
                .filed("2024-01-03"),
        said("arvenia.peace.r4", Stance.FAVOR, "2023-05")
                .utterance("quay")
                .in("wire")
                .filed("2024-01-04"),
        said("arvenia.tolls.r5", Stance.AGAINST, "2020-01-01").filed("2024-01-05"),
        said("arvenia.tolls.r6", Stance.FAVOR, "2023-05-30").filed("2024-01-06"),
        said("arvenia.tolls.r7", Stance.FAVOR, "[..2023-06-02]").filed("2024-01-07"),
        said("belmora.peace.b1", Stance.FAVOR, "2023-02-01").filed("2024-01-08"),
        said("belmora.peace.b2", Stance.AGAINST, "2023-12-01").graded("E", null).filed("2024-01-09")
    };

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        for (var actor : List.of("arvenia", "belmora")) {
            World.register(
                    stack,
                    EntryType.ACTOR,
                    actor,
                    "{'kind': 'state', 'name': '%s'}".formatted(actor));
        }
        for (var issue : List.of("peace", "tolls")) {
            World.register(
                    stack,
                    EntryType.ISSUE,
                    issue,
                    "{'name': '%s', 'proposition': 'There should be %s'}".formatted(issue, issue));
        }
        stack.publish(Published.of(EVENTS));
        stack.decide(new Started(3, 4, false, null, null, 100));
        stack.build(
                NEXT,
                0,
                new Mark(EVENTS.length, 0, Reports.RECORDED),
                Published.by(Rule.LATEST_OWN_2, EVENTS).documents());
        stack.decide(new Promoted(3, 1));
        stack.awaitCopy(NEXT, 0, EVENTS.length);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', latest-own/2, 2023-05-30",
        "?rule=latest-own/2, latest-own/2, 2023-05-30",
        "?rule=latest-own/1, latest-own/1, 2023-05",
        "?asOf=2024-01-01, latest-own/2, 2023-05-30",
        "?asOf=2024-01-01&rule=latest-own/1, latest-own/1, 2023-05",
        "?scope=with-parts, latest-own/2, 2023-05-30"
    })
    void a_position_is_folded_by_the_rule_of_the_version_or_by_the_one_that_is_asked_for(
            String query, String rule, String since) {
        var position = json(PEACE + query);

        assertThat(position.get("rule").asText()).isEqualTo(rule);
        assertThat(position.get("since").asText()).isEqualTo(since);
        assertThat(position.has("outweighed")).isEqualTo(rule.endsWith("2"));
    }

    @Test
    void lists_histories_explanations_and_statements_are_folded_by_the_same_rule() {
        assertThat(World.values(json(ARVENIA), "since")).contains("2023-05-30", "2023-05-30");
        assertThat(World.values(json(ARVENIA + "?rule=latest-own/1"), "rule"))
                .containsExactly("latest-own/1", "latest-own/1");
        assertThat(json(PEACE + "/history").at("/items/1/since").asText()).isEqualTo("2023-05-30");
        assertThat(json(PEACE + "/history?rule=latest-own/1").at("/items/1/since").asText())
                .isEqualTo("2023-05");
        assertThat(json(PEACE + "/explanation").at("/rule").asText()).isEqualTo("latest-own/2");
        assertThat(json(PEACE + "/explanation?rule=latest-own/1").at("/rule").asText())
                .isEqualTo("latest-own/1");
        assertThat(json("/v1/statements?actor=arvenia&issue=peace").at("/items/0/saidOn").asText())
                .isEqualTo("2023-05-30");
        assertThat(stack.get("/v1/export/statements?format=csv&rule=latest-own/1").body())
                .contains("2023-05,")
                .isNotEqualTo(stack.get("/v1/export/statements?format=csv").body());
        var statement = json(PEACE).at("/latest/statement").asText();
        assertThat(json("/v1/statements/" + statement).get("saidOn").asText())
                .isEqualTo("2023-05-30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PEACE,
                PEACE + "?rule=latest-own/1",
                PEACE + "/history?minReliability=C",
                "/v1/positions?actor=belmora&minReliability=C&graded=only",
                "/v1/issues/peace/positions?maxCredibility=4"
            })
    void the_canonical_link_says_by_which_rule_and_answers_the_same(String path) {
        var read = stack.get(path);
        var link = World.link(read);

        assertThat(link)
                .containsOnlyOnce(
                        path.contains("rule=") ? "rule=latest-own/1" : "rule=latest-own/2");
        var cited = stack.get(World.cited(read));
        assertThat(cited.body()).isEqualTo(read.body());
        assertThat(World.link(cited)).isEqualTo(link);
    }

    @Test
    void a_rule_that_is_not_here_is_gone_and_never_another_ones_answer() {
        var gone = stack.get("/v1/positions?actor=arvenia&rule=latest-own/9&limit=1");

        assertThat(gone.statusCode()).isEqualTo(410);
        var problem = OpenApi.json(gone.body());
        assertThat(problem.get("type").asText()).isEqualTo("/problems/rule-gone");
        assertThat(problem.get("today").asText())
                .isEqualTo("/v1/positions?rule=latest-own/2&actor=arvenia&limit=1");
        assertThat(stack.get(problem.get("today").asText()).statusCode()).isEqualTo(200);
        assertThat(stack.get(PEACE + "?rule=newest").body()).contains("\"parameter\":\"rule\"");
    }

    @Test
    void reports_are_set_aside_by_their_grades_before_anything_is_folded() {
        var belmora = "/v1/actors/belmora/positions/peace";

        assertThat(json(belmora).get("stance").asText()).isEqualTo("against");
        assertThat(json(belmora).at("/latest/reports/0/reliability").asText()).isEqualTo("E");
        assertThat(json(belmora + "?minReliability=E").get("stance").asText()).isEqualTo("against");
        assertThat(json(belmora + "?minReliability=C").get("stance").asText()).isEqualTo("favor");
        assertThat(json(belmora + "?minReliability=C&rule=latest-own/1").get("stance").asText())
                .isEqualTo("favor");
        assertThat(World.values(json("/v1/issues/peace/positions?minReliability=C"), "stance"))
                .contains("favor");
        var reasons =
                World.values(json(belmora + "/explanation?minReliability=C&limit=5"), "reason");
        assertThat(reasons).containsExactly("set-aside", "decisive");
        assertThat(json("/v1/statements?actor=belmora&minReliability=C").get("items")).hasSize(1);
        assertThat(stack.get("/v1/export/statements?format=csv&minReliability=C").body())
                .doesNotContain("belmora.peace.b2");
        var badlyGraded = json(belmora).at("/latest/statement").asText();
        assertThat(stack.get("/v1/statements/" + badlyGraded + "?minReliability=C").body())
                .contains("No report of these grades attests a statement");
    }

    @Test
    void where_nothing_is_left_the_position_is_null() {
        for (var path : List.of(PEACE, "/v1/positions?actor=arvenia&issue=peace")) {
            var query = (path.contains("?") ? "&" : "?") + "minReliability=A&graded=only";
            var read = stack.get(path + query);

            assertThat(read.statusCode()).isEqualTo(200);
            var found = OpenApi.json(read.body());
            var position = found.has("items") ? found.at("/items/0") : found;
            assertThat(position.get("stance").isNull()).isTrue();
            assertThat(position.get("rule").asText()).isEqualTo("latest-own/2");
        }
    }

    @Test
    void a_shift_whose_order_is_not_known_is_listed_where_it_is_asked_for() {
        var tolls = "/v1/shifts?issue=tolls";

        assertThat(World.texts(World.items(stack, tolls, "items"), "kind", "certain"))
                .containsExactly("flip true");
        assertThat(
                        World.texts(
                                World.items(stack, tolls + "&uncertain=include", "items"),
                                "kind",
                                "certain"))
                .contains("flip true", "first false")
                .hasSizeGreaterThan(1);
        var first = tolls + "&actor=arvenia&uncertain=include&kind=first,lapse";
        assertThat(World.texts(World.items(stack, first, "items"), "kind", "certain"))
                .containsExactly("first false", "first false");
        assertThat(stack.get(first, "Accept", "text/csv").body().lines().skip(1))
                .hasSize(2)
                .allSatisfy(
                        row ->
                                assertThat(row)
                                        .startsWith("arvenia,tolls,first,")
                                        .contains(",false,arvenia,"));
        assertThat(stack.get(first + "&format=atom").body()).contains("may have been first heard");
        assertThat(World.values(json("/v1/actors/arvenia/positions/tolls/history"), "certain"))
                .contains("false");
    }

    @Test
    void a_diff_of_two_rules_says_why_documents_differ() {
        var diff = json("/v1/projections/positions/versions/3/diff?against=2");

        assertThat(diff.at("/counts/reasons").toString())
                .isEqualTo("{\"added-fields\":6,\"days\":1,\"order\":4}");
        assertThat(diff.get("items"))
                .filteredOn(item -> item.get("key").asText().equals("p/arvenia/peace"))
                .extracting(item -> item.get("reason").asText())
                .containsExactly("days");
        var reordered =
                json(
                        "/v1/projections/positions/versions/3/diff?against=2&reason=order,tie&limit=3");
        assertThat(reordered.get("counts")).isEqualTo(diff.get("counts"));
        assertThat(World.values(reordered, "reason")).containsOnly("order").hasSize(3);
        assertThat(reordered.get("next").isNull()).isFalse();
        var same = "/v1/projections/positions/versions/3/diff?against=3";
        assertThat(stack.get(same).body()).doesNotContain("reason");
        assertThat(stack.get(same + "&reason=days").statusCode()).isEqualTo(400);
    }

    @Test
    void after_a_roll_back_the_first_rule_is_served_and_the_second_is_folded() {
        stack.decide(new RolledBack(2));
        try {
            assertThat(json(PEACE).get("rule").asText()).isEqualTo("latest-own/1");
            assertThat(json(PEACE + "?rule=latest-own/2").get("since").asText())
                    .isEqualTo("2023-05-30");
            assertThat(World.items(stack, "/v1/shifts?issue=tolls", "items")).hasSizeGreaterThan(1);
        } finally {
            stack.decide(new Promoted(3, 1));
        }
        assertThat(json(PEACE).get("rule").asText()).isEqualTo("latest-own/2");
    }

    private static JsonNode json(String path) {
        HttpResponse<String> response = stack.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return OpenApi.json(response.body());
    }
}
