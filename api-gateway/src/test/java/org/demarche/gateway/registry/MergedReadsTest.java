package org.demarche.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.World.read;
import static org.demarche.gateway.World.readJson;
import static org.demarche.gateway.World.texts;
import static org.demarche.model.ReportBuilder.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.demarche.gateway.Published;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.registry.EntryType;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reports under the ids of merged entries are one history, with one list of evidence. */
class MergedReadsTest {

    private static final ReportEvent[] OLD = {
        said("kingdom.truce.k1", Stance.AGAINST, "2022-03-01")
                .speaker("old-ada", "Ada", null)
                .in("post")
                .filed("2024-01-01"),
        said("kingdom.peace.k2", Stance.CONDITIONAL, "2023-09-15")
                .on("dam", "dam first")
                .filed("2024-01-01"),
        said("kingdom.peace.k3", Stance.FAVOR, "2023-08-01")
                .utterance("speech")
                .filed("2024-01-01"),
        said("kingdom.peace.k4", Stance.AGAINST, "2023-08-01")
                .utterance("speech")
                .in("herald")
                .filed("2024-01-01"),
        said("kingdom.peace.k5", Stance.AGAINST, "2023-08-01")
                .utterance("speech")
                .in("post")
                .filed("2024-01-01"),
        said("belmora.peace.k6", Stance.NONE, "2023-04-05")
                .ascribedBy("kingdom")
                .filed("2024-01-01"),
        said("kingdom.peace.k7", Stance.NONE, "2023-07-05").ascribedBy("duchy").filed("2024-01-01"),
    };

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = World.start();
        World.register(
                stack,
                EntryType.ACTOR,
                "kingdom",
                "{'kind': 'state', 'name': 'Kingdom', 'mergedInto': 'arvenia'}");
        World.register(
                stack,
                EntryType.ACTOR,
                "duchy",
                "{'kind': 'state', 'name': 'Duchy', 'mergedInto': 'belmora'}");
        World.register(
                stack,
                EntryType.ACTOR,
                "old-ada",
                "{'kind': 'person', 'name': 'Old Ada', 'mergedInto': 'ada-lund'}");
        World.register(
                stack,
                EntryType.ISSUE,
                "truce",
                "{'name': 'truce', 'proposition': 'A truce', 'mergedInto': 'peace'}");
        World.register(
                stack,
                EntryType.OUTLET,
                "post",
                "{'kind': 'newspaper', 'name': 'Post', 'mergedInto': 'herald'}");
        var belmora = new ArrayList<ReportEvent>();
        for (var event : World.events()) {
            if (event.report().toString().startsWith("belmora.peace.")) {
                belmora.add(event);
            }
        }
        for (var event : OLD) {
            if (event.report().holder().equals("belmora")) {
                belmora.add(event);
            }
        }
        stack.publish(Published.of(belmora.toArray(ReportEvent[]::new)));
        stack.publish(
                Published.of(
                        Arrays.stream(OLD)
                                .filter(event -> event.report().holder().equals("kingdom"))
                                .toArray(ReportEvent[]::new)));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_page_leads_on_to_the_entry_into_which_another_was_merged() {
        var page = stack.get("/actors/kingdom/issues/truce?asOf=2024-01-01", "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(308);
        assertThat(page.headers().firstValue("Location"))
                .contains("/actors/arvenia/issues/peace?asOf=2024-01-01");
        assertThat(stack.get("/issues/truce").headers().firstValue("Location"))
                .contains("/issues/peace");
    }

    @Test
    void one_history_is_made_of_all() {
        var history = readJson(stack, "/v1/actors/arvenia/positions/peace/history");

        assertThat(texts(List.copyOf(runs(history)), "stance", "since", "until"))
                .containsExactly(
                        "conditional 2022-01-18 2022-01-18",
                        "against 2022-03-01 2022-03-01",
                        "conditional 2022-06-01 2022-06-01",
                        "favor 2022-12-02 2022-12-02",
                        "against 2023-02 2023-02",
                        "none 2023-05-01 2023-05-01",
                        // of the speech two outlets say against, which are one: they do not prevail
                        "favor 2023-06-01 2023-08-01",
                        "conditional 2023-09-01 2023-10-01");
        assertThat(read(stack, "/v1/actors/arvenia/positions/peace/explanation?asOf=2022-03-01"))
                .contains("\"kingdom.truce.");
    }

    @Test
    void shifts_of_what_was_merged_stand_where_they_would_if_they_were_stored() {
        var shifts = World.items(stack, "/v1/shifts", "items");

        assertThat(texts(shifts, "actor", "issue", "kind", "to/saidOn"))
                .containsExactly(
                        "ministry peace first 2023-12-01",
                        "arvenia peace harden 2023-09-01",
                        "arvenia peace resume 2023-06-01",
                        "arvenia peace lapse 2023-05-01",
                        "belmora peace first 2023-04-02",
                        "belmora tolls flip 2023-03-05",
                        "arvenia peace flip 2023-02",
                        "arvenia peace soften 2022-12-02",
                        "arvenia peace soften 2022-06-01",
                        "arvenia peace harden 2022-03-01",
                        "arvenia peace first 2022-01-18",
                        "belmora tolls first [..2023-01-10]");
        for (var limit = 1; limit < 5; limit++) {
            assertThat(World.pages(stack, "/v1/shifts", "items", limit)).isEqualTo(shifts);
        }
        assertThat(World.items(stack, "/v1/shifts?actor=kingdom&issue=truce", "items"))
                .isEqualTo(World.items(stack, "/v1/shifts?actor=arvenia&issue=peace", "items"))
                .hasSize(8);
        assertThat(
                        texts(
                                World.items(stack, "/v1/shifts?kind=harden&to=2022-12-31", "items"),
                                "from/statement"))
                .containsExactly("arvenia.peace.r1");
        assertThat(stack.get("/v1/shifts").headers().firstValue("ETag").orElseThrow())
                .matches("\"[0-9a-f]{24}-g[0-9]+\"");
    }

    @Test
    void ascriptions_are_of_the_entries_that_stand_for_the_others() {
        assertThat(
                        texts(
                                World.items(stack, "/v1/actors/arvenia/ascriptions", "items"),
                                "by",
                                "actor",
                                "issue",
                                "stance",
                                "saidOn"))
                .containsExactly(
                        "belmora arvenia peace none 2023-07-05",
                        "herald arvenia peace favor 2023-07-02",
                        "arvenia belmora peace none 2023-04-05");
        assertThat(
                        texts(
                                World.items(
                                        stack,
                                        "/v1/actors/belmora/ascriptions?direction=by&issue=truce",
                                        "items"),
                                "by",
                                "actor",
                                "stance"))
                .containsExactly("belmora arvenia none");
    }

    @Test
    void statements_count_for_the_entry_that_stands_for_the_others() {
        var statements = World.items(stack, "/v1/statements?actor=kingdom&issue=truce", "items");

        assertThat(statements).hasSize(16);
        assertThat(texts(statements, "actor", "issue")).containsOnly("arvenia peace");
        assertThat(texts(World.items(stack, "/v1/statements?speaker=ada-lund", "items"), "lead"))
                .containsExactly("arvenia.peace.r3", "kingdom.truce.k1");
        assertThat(texts(World.items(stack, "/v1/statements?speaker=Old%20Ada", "items"), "lead"))
                .containsExactly("arvenia.peace.r3", "kingdom.truce.k1");
        assertThat(
                        texts(
                                World.items(
                                        stack, "/v1/statements?outlet=post&actor=arvenia", "items"),
                                "lead"))
                .containsExactly(
                        "kingdom.peace.k3",
                        "arvenia.peace.r12",
                        "arvenia.peace.r3",
                        "kingdom.truce.k1");
        for (var limit = 1; limit < 20; limit += 6) {
            assertThat(World.pages(stack, "/v1/statements?actor=arvenia", "items", limit))
                    .isEqualTo(statements);
        }
    }

    @Test
    void outlets_that_became_one_are_one_origin() {
        var speech =
                World.items(
                                stack,
                                "/v1/statements?actor=arvenia&from=2023-08-01&to=2023-08-01",
                                "items")
                        .getFirst();

        assertThat(speech.get("counts").get("reports").asInt()).isEqualTo(3);
        assertThat(speech.get("counts").get("origins").asInt()).isEqualTo(2);
        assertThat(texts(List.of(speech.get("differences").get(0)), "field", "conflict"))
                .containsExactly("stance true");
        assertThat(
                        texts(
                                List.copyOf(speech.findValues("values")),
                                "0/value",
                                "0/origins/0",
                                "1/value",
                                "1/origins/0",
                                "1/origins/1"))
                .containsExactly("favor daily against herald ");
    }

    @Test
    void under_its_old_id_a_statement_is_served_as_it_was_filed() {
        var listed = World.items(stack, "/v1/statements?speaker=ada-lund", "items").getLast();
        var alone = readJson(stack, "/v1/statements/" + listed.get("statement").asText());

        assertThat(alone.get("statement")).isEqualTo(listed.get("statement"));
        assertThat(alone.get("actor").asText()).isEqualTo("kingdom");
        assertThat(alone.get("issue").asText()).isEqualTo("truce");
        assertThat(readJson(stack, "/v1/reports/kingdom.truce.k1").get("events")).hasSize(1);
    }

    @Test
    void exports_are_of_the_entries_that_stand_for_the_others() {
        var csv = stack.get("/v1/export/statements?format=csv&actor=kingdom").body();

        assertThat(csv.lines().filter(line -> line.contains(",kingdom.truce.k1,")))
                .hasSize(1)
                .allMatch(line -> line.contains(",arvenia,peace,own,"));
        assertThat(csv.lines()).hasSize(1 + 13 + 6);
    }

    private static List<JsonNode> runs(JsonNode history) {
        var runs = new ArrayList<JsonNode>();
        history.get("items").forEach(runs::add);
        return runs;
    }
}
