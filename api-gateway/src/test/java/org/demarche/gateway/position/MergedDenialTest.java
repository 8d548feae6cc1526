package org.demarche.gateway.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Published;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.kafka.Topics;
import org.demarche.log.registry.EntryType;
import org.demarche.log.view.Mark;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.demarche.model.fold.Rule;
import org.junit.jupiter.api.Test;

/** A denial that is filed under a merged entry marks what it denies on every read. */
class MergedDenialTest {

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String PEACE = "/v1/actors/arvenia/positions/peace";

    private static final ReportEvent SAID =
            said("arvenia.peace.r1", Stance.FAVOR, "2023-05-30")
                    .utterance("quay")
                    .filed("2024-01-01");

    private static final int PARTITION = Topics.partitionOf("arvenia", Stack.PARTITIONS);

    /** Its reports lie in the other partition. */
    private static final String OLD =
            Stream.of("old-arvenia", "east-arvenia", "arvenia-2", "arvenia-3", "arvenia-4")
                    .filter(id -> Topics.partitionOf(id, Stack.PARTITIONS) != PARTITION)
                    .findFirst()
                    .orElseThrow();

    private static final ReportEvent DENIED = denial(OLD, "quay", "2023-06-01");

    @Test
    void a_denial_under_a_merged_entry_marks_the_statement_its_link_the_list_and_the_position() {
        try (var stack = Stack.start()) {
            register(stack, "arvenia", null);
            register(stack, OLD, null);
            World.register(
                    stack,
                    EntryType.ISSUE,
                    "peace",
                    "{'name': 'peace', 'proposition': 'There should be peace'}");
            stack.publish(PARTITION, Published.of(SAID));
            stack.publish(1 - PARTITION, Published.of(DENIED));
            stack.decide(new Started(3, 4, false, null, null, 100));
            build(stack, PARTITION, SAID);
            build(stack, 1 - PARTITION, DENIED);
            stack.decide(new Promoted(3, 1));
            stack.awaitCopy(NEXT, PARTITION, 1);
            stack.awaitCopy(NEXT, 1 - PARTITION, 1);
            var statement = "/v1/statements/" + json(stack, PEACE).at("/latest/statement").asText();
            assertThat(json(stack, statement).get("denied")).isEmpty();

            register(stack, OLD, "arvenia");

            var answer = stack.get(statement);
            assertThat(days(OpenApi.json(answer.body()).get("denied")))
                    .containsExactly("2023-06-01");
            assertThat(stack.get(World.cited(answer)).body()).isEqualTo(answer.body());
            assertThat(days(json(stack, PEACE).at("/latest/denied"))).containsExactly("2023-06-01");
            var list = json(stack, "/v1/statements?actor=arvenia&issue=peace").get("items");
            assertThat(days(list.get(1).get("denied"))).containsExactly("2023-06-01");
        }
    }

    private static void build(Stack stack, int partition, ReportEvent event) {
        stack.build(
                NEXT,
                partition,
                new Mark(1, 0, event.recorded()),
                Published.by(Rule.LATEST_OWN_2, event).documents());
    }

    private static List<String> days(JsonNode denied) {
        return denied.findValuesAsText("saidOn");
    }

    private static void register(Stack stack, String id, String mergedInto) {
        var merged = mergedInto == null ? "" : ", 'mergedInto': '%s'".formatted(mergedInto);
        World.register(
                stack,
                EntryType.ACTOR,
                id,
                "{'kind': 'state', 'name': '%s'%s}".formatted(id, merged));
    }

    private static JsonNode json(Stack stack, String path) {
        var response = stack.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return OpenApi.json(response.body());
    }

    private static ReportEvent denial(String holder, String utterance, String day) {
        return said(holder + ".peace.d1", Stance.NONE, day)
                .published(null)
                .denying(utterance)
                .recordedAt(Reports.RECORDED)
                .filed();
    }
}
