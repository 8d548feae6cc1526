package org.demarche.gateway.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.World.compact;
import static org.demarche.gateway.World.read;
import static org.demarche.gateway.World.readJson;
import static org.demarche.gateway.World.texts;
import static org.demarche.model.ReportBuilder.said;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.gateway.Published;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of shifts, as they are stored, the newest first. */
class ShiftReadsTest {

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = World.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void shifts_are_served_as_they_are_stored_the_newest_first() {
        assertThat(read(stack, "/v1/shifts?issue=tolls"))
                .isEqualTo(
                        compact(
                                """
                                {"items": [
                                   {"actor": "belmora", "issue": "tolls", "kind": "flip", "between": "[..2023-03-05]",
                                    "from": {"stance": "against", "conditions": [], "statement": "belmora.tolls.b4", "saidOn": "[..2023-01-10]", "speaker": null},
                                    "to": {"stance": "favor", "conditions": [], "statement": "belmora.tolls.b3", "saidOn": "2023-03-05", "speaker": null}},
                                   {"actor": "belmora", "issue": "tolls", "kind": "first", "between": "[..2023-01-10]", "from": null,
                                    "to": {"stance": "against", "conditions": [], "statement": "belmora.tolls.b4", "saidOn": "[..2023-01-10]", "speaker": null}}],
                                 "next": null}
                                """));
    }

    @Test
    void shifts_are_a_table() {
        assertThat(read(stack, "/v1/shifts?actor=arvenia&kind=terms,flip", "Accept", "text/csv"))
                .isEqualTo(
                        """
                        actor,issue,kind,between,fromStance,fromConditions,fromStatement,fromSaidOn,fromSpeaker,toStance,toConditions,toStatement,toSaidOn,toSpeaker,certain,actorName,actorCode,issueName,betweenEarliest,betweenLatest,fromSaidOnEarliest,fromSaidOnLatest,fromSpeakerName,toSaidOnEarliest,toSaidOnLatest,toSpeakerName\r
                        arvenia,peace,flip,[2022-12-02..2023-02-28],favor,,arvenia.peace.r3,2022-12-02,ada-lund,against,,arvenia.peace.r5,2023-02,,,Arvenia,,peace,2022-12-02,2023-02-28,2022-12-02,2022-12-02,Ada Lund,2023-02-01,2023-02-28,\r
                        arvenia,peace,terms,[2022-01-18..2022-06-01],conditional,dam,arvenia.peace.r1,2022-01-18,,conditional,tolls,arvenia.peace.r2,2022-06-01,,,Arvenia,,peace,2022-01-18,2022-06-01,2022-01-18,2022-01-18,,2022-06-01,2022-06-01,\r
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    actor=arvenia                   | harden resume lapse flip soften terms first
                    actor=belmora                   | first flip first
                    actor=belmora,ministry          | first first flip first
                    actor=Arvenia&actor=ministry&issue=peace&kind=first | first first
                    issue=tolls                     | flip first
                    kind=lapse                      | lapse
                    kind=lapse&kind=resume,terms    | resume lapse terms
                    from=2023-12-01                 | first
                    from=2023-12-02                 |
                    to=2022-01-17                   | first
                    to=2022-01-18&actor=arvenia     | first
                    from=2023-02-28&to=2023-03-01   | flip
                    from=2023-02-01&to=2023-02-01   | flip
                    from=2023-01-10&to=2023-01-10   | first
                    from=2023-01-11&to=2023-01-31   |
                    """)
    void shifts_are_filtered(String query, String kinds) {
        var found = World.items(stack, "/v1/shifts?" + query, "items");

        assertThat(String.join(" ", texts(found, "kind"))).isEqualTo(kinds == null ? "" : kinds);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    asOf=2022-12-31&actor=arvenia   | soften terms first
                    asOf=2023-02-10&actor=arvenia   | soften terms first
                    asOf=2023-02-10&actor=arvenia&uncertain=include | flip soften terms first
                    asKnown=2024-01-02&actor=arvenia | terms first
                    asKnown=2024-01-14&actor=arvenia&limit=1 | harden
                    asKnown=2024-01-06&kind=lapse   | lapse
                    asOf=2022-12-31&asKnown=2024-01-02 | terms first
                    asKnown=2023-12-31              |
                    """)
    void shifts_are_those_of_a_day_and_of_what_was_known(String query, String kinds) {
        var found = World.items(stack, "/v1/shifts?" + query, "items");

        assertThat(String.join(" ", texts(found, "kind"))).isEqualTo(kinds == null ? "" : kinds);
    }

    @Test
    void shifts_at_another_time_come_in_pages_and_are_those_that_are_stored() {
        var now = "/v1/shifts?asKnown=2024-12-31";

        assertThat(World.items(stack, now, "items"))
                .isEqualTo(World.items(stack, "/v1/shifts", "items"));
        for (var limit = 1; limit < 5; limit++) {
            assertThat(World.pages(stack, now, "items", limit))
                    .isEqualTo(World.items(stack, now, "items"));
        }
    }

    @Test
    void shifts_can_be_cited() {
        for (var path : List.of("/v1/shifts", "/v1/shifts?actor=arvenia&asOf=2023-02-10")) {
            var read = stack.get(path);

            assertThat(World.cited(read))
                    .contains("asKnown=2025-01-01T00:00:00Z&rule=latest-own/1");
            assertThat(stack.get(World.cited(read)).body()).isEqualTo(read.body());
        }
    }

    @Test
    void pages_follow_on_each_other() {
        for (var path : List.of("/v1/shifts", "/v1/shifts?actor=arvenia&kind=first,flip,terms")) {
            for (var limit = 1; limit < 5; limit++) {
                assertThat(World.pages(stack, path, "items", limit))
                        .isEqualTo(World.items(stack, path, "items"));
            }
        }
    }

    @Test
    void a_page_goes_on_where_it_ended_whatever_happened_meanwhile() {
        try (var own = World.start()) {
            own.publish(
                    Published.of(
                            said("ministry.tolls.m1", Stance.FAVOR, "2019-01-01")
                                    .filed("2024-01-01"),
                            said("ministry.tolls.m2", Stance.AGAINST, "2019-03-01")
                                    .filed("2024-01-01"),
                            said("ministry.tolls.m3", Stance.FAVOR, "2019-05-01")
                                    .filed("2024-01-01")));
            var path = "/v1/shifts?actor=ministry&issue=tolls";
            var first = readJson(own, path + "&limit=1");
            assertThat(World.values(first, "between")).containsExactly("[2019-03-01..2019-05-01]");

            // what the first page ended with is gone, and others have come on both sides
            own.publish(1, gone("x/2019-05-01/2019-05-01/ministry/tolls"));
            own.publish(
                    Published.of(
                            said("ministry.tolls.m4", Stance.NONE, "2019-02-01")
                                    .filed("2024-01-02"),
                            said("ministry.tolls.m5", Stance.FAVOR, "2019-06-01")
                                    .filed("2024-01-02")));

            var rest = readJson(own, path + "&cursor=" + first.get("next").asText());
            assertThat(World.texts(List.copyOf(rest.findValues("to")), "saidOn"))
                    .containsExactly("2019-03-01", "2019-02-01", "2019-01-01");
        }
    }

    private static Map<String, byte[]> gone(String key) {
        return new HashMap<>(Collections.singletonMap(key, null));
    }

    @Test
    void what_is_stored_has_the_tag_of_its_bytes_alone() {
        var tag = stack.get("/v1/shifts").headers().firstValue("ETag").orElseThrow();

        assertThat(tag).matches("\"[0-9a-f]{24}\"");
        assertThat(stack.get("/v1/shifts", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    404 | /v1/shifts?actor=arvenja     | "suggestions":["Arvenia"]
                    404 | /v1/shifts?issue=peece       | "suggestions":["peace"]
                    400 | /v1/shifts?kind=harder       | "parameter":"kind","message":"must be one of first, flip, soften, harden, lapse, resume, terms
                    400 | /v1/shifts?kind=flip,        | "parameter":"kind","message":"is empty"
                    400 | /v1/shifts?from=2023         | "parameter":"from","message":"must be a day
                    400 | /v1/shifts?to=2023-02-30     | "parameter":"to"
                    400 | /v1/shifts?from=2023-02-02&to=2023-02-01 | "parameter":"to","message":"is before from=
                    400 | /v1/shifts?limit=1001        | "parameter":"limit"
                    400 | /v1/shifts?cursor=abc        | "parameter":"cursor"
                    400 | /v1/shifts?asOf=soon         | "parameter":"asOf"
                    400 | /v1/shifts?scope=own         | "parameter":"scope","message":"is unknown
                    400 | /v1/shifts?bom=true          | "parameter":"bom","message":"is allowed only for a table
                    """)
    void what_cannot_be_asked_is_refused(int status, String path, String part) {
        var response = stack.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(part);
    }
}
