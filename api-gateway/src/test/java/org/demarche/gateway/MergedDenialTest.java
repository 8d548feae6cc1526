package org.demarche.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Said.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.registry.EntryType;
import org.demarche.log.view.Mark;
import org.demarche.model.Edtf;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Rule;
import org.demarche.model.Stance;
import org.junit.jupiter.api.Test;

/** A denial that is filed under a merged entry marks what it denies on every read. */
class MergedDenialTest {

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String PEACE = "/v1/actors/arvenia/positions/peace";

    private static final ReportEvent SAID =
            said("arvenia.peace.r1", Stance.FAVOR, "2023-05-30").as("quay").filed("2024-01-01");

    private static final ReportEvent DENIED = denial("old-arvenia", "quay", "2023-06-01");

    @Test
    void a_denial_under_a_merged_entry_marks_the_statement_the_list_and_the_position() {
        try (var stack = Stack.start()) {
            register(stack, "arvenia", null);
            register(stack, "old-arvenia", null);
            World.register(
                    stack,
                    EntryType.ISSUE,
                    "peace",
                    "{'name': 'peace', 'proposition': 'There should be peace'}");
            stack.publish(0, Published.of(SAID, DENIED));
            stack.decide(new Started(3, 4, false, null, null, 100));
            stack.build(
                    NEXT,
                    0,
                    new Mark(2, 0, Reports.RECORDED),
                    Published.by(Rule.LATEST_OWN_2, SAID, DENIED).documents());
            stack.decide(new Promoted(3, 1));
            stack.awaitCopy(NEXT, 0, 2);
            var statement = "/v1/statements/" + json(stack, PEACE).at("/latest/statement").asText();
            assertThat(json(stack, statement).get("denied")).isEmpty();

            register(stack, "old-arvenia", "arvenia");

            assertThat(days(json(stack, statement).get("denied"))).containsExactly("2023-06-01");
            assertThat(days(json(stack, PEACE).at("/latest/denied"))).containsExactly("2023-06-01");
            var list = json(stack, "/v1/statements?actor=arvenia&issue=peace").get("items");
            assertThat(days(list.get(1).get("denied"))).containsExactly("2023-06-01");
        }
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
        var id = new ReportId(holder, "peace", "d1");
        var body =
                new Report(
                        holder,
                        holder,
                        "peace",
                        null,
                        Stance.NONE,
                        List.of(),
                        Edtf.parse(day),
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        utterance,
                        new Report.Source("daily", null, null, null, null, List.of()),
                        null,
                        null);
        return new Filed(
                id,
                body,
                new Resolved("daily", null, null, null, null),
                ReportDigest.of(body),
                Reports.RECORDED);
    }
}
