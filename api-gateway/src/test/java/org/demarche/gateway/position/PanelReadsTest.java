package org.demarche.gateway.position;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions on several days, in one answer. */
class PanelReadsTest {

    private static final String PEACE = "/v1/positions?actor=arvenia&issue=peace";

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = World.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({
        "day, 2024-02-28, 2024-03-01, 2024-02-28 2024-02-29 2024-03-01",
        "week, 2024-02-20, 2024-03-06, 2024-02-20 2024-02-27 2024-03-05",
        "month, 2024-01-31, 2024-04-30, 2024-01-31 2024-02-29 2024-03-31 2024-04-30",
        "year, 2024-02-29, 2026-03-01, 2024-02-29 2025-02-28 2026-02-28",
        "year, 2024-02-29, 2024-02-29, 2024-02-29"
    })
    void a_panel_has_its_first_day_and_those_behind_it(
            String every, String from, String to, String days) {
        var panel = panel(PEACE, every, from, to);

        assertThat(World.values(panel, "asOf")).containsExactly(days.split(" "));
        assertThat(panel.get("every").asText()).isEqualTo(every);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PEACE,
                "/v1/positions?actor=arvenia,belmora",
                "/v1/positions?actor=belmora&uncertain=include",
                "/v1/positions?actor=arvenia&asKnown=2024-01-04",
                "/v1/actors/Arvenia/positions?scope=with-parts",
                "/v1/actors/Arvenia/positions/peace?scope=with-parts",
                "/v1/issues/peace/positions?rule=latest-own/2"
            })
    void each_point_is_the_position_as_of_its_day(String path) {
        var panel = panel(path, "month", "2022-01-31", "2023-12-31");

        var points = new ArrayList<String>();
        panel.get("items").forEach(point -> points.add(point.toString()));
        var expected = new ArrayList<String>();
        for (var day : World.values(panel, "asOf").stream().distinct().sorted().toList()) {
            var list = World.readJson(stack, path + and(path) + "asOf=" + day);
            positions(list)
                    .forEach(
                            position ->
                                    expected.add(
                                            "{\"asOf\":\"%s\",\"position\":%s}"
                                                    .formatted(day, position)));
        }
        assertThat(points)
                .hasSizeGreaterThanOrEqualTo(24)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Iterable<JsonNode> positions(JsonNode answer) {
        return answer.has("items")
                ? answer.get("items")
                : answer.has("items") ? answer.get("items") : List.of(answer);
    }

    @Test
    void a_panel_is_a_table_of_its_points() {
        var path = PEACE + "&every=month&from=2022-05-31&to=2022-07-31";
        var table = World.read(stack, path, "Accept", "text/csv").lines().toList();

        assertThat(table).hasSize(4);
        assertThat(table.getFirst())
                .startsWith("asOf,actor,issue,stance,since,")
                .endsWith(",ascribedByName");
        assertThat(table.get(1))
                .startsWith("2022-05-31,arvenia,peace,conditional,2022-01-18,dam first,dam,");
        assertThat(table.get(2))
                .startsWith("2022-06-30,arvenia,peace,conditional,2022-01-18,tolls first,tolls,");
    }

    @ParameterizedTest
    @ValueSource(strings = {PEACE + "&", "/v1/actors/Arvenia/positions/Peace?"})
    void a_panel_can_be_cited(String path) {
        var read = stack.get(path + "every=week&from=2023-01-01&to=2023-03-01");

        assertThat(World.cited(read)).doesNotContain("asOf=").contains("every=week");
        assertThat(stack.get(World.cited(read)).body()).isEqualTo(read.body());
        assertThat(stack.get(World.cited(read)).headers().firstValue("ETag"))
                .isEqualTo(read.headers().firstValue("ETag"));
    }

    @Test
    void a_thousand_points_are_answered_and_more_are_refused_with_the_number() {
        var from = "2021-01-01";

        assertThat(panel(PEACE, "day", from, "2023-09-27").get("items")).hasSize(1000);
        var refused = stack.get(PEACE + "&every=day&from=2021-01-01&to=2023-09-28");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "asks for 1,001 points (1 positions on 1,001 days), but at most 1,000 are allowed");
        var wide = stack.get("/v1/positions?actor=belmora&every=day&from=2021-01-01&to=2022-12-31");
        assertThat(wide.body()).contains("asks for 1,460 points (2 positions on 730 days)");
        var longest = stack.get(PEACE + "&every=day&from=0001-01-01&to=9999-12-31");
        assertThat(longest.body()).contains("1 positions on 3,652,059 days");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    every=hour&from=2022-01-01&to=2022-02-01      | "parameter":"every","message":"must be one of day, week, month, year
                    every=day&from=2022-01-01                     | "parameter":"every","message":"needs a from and a to
                    every=day&from=2022-02-01&to=2022-01-01       | "parameter":"to","message":"is before from=
                    every=day&from=2022-01-01&to=2022-02-01&asOf=2022-01-01 | "parameter":"asOf"
                    every=day&from=2022-01-01&to=2022-02-01&limit=5 | "parameter":"limit"
                    from=2022-01-01                               | "parameter":"from","message":"is allowed only together with every"
                    uncertain=include                             | "parameter":"uncertain"
                    """)
    void what_is_no_panel_is_refused(String query, String part) {
        var response = stack.get("/v1/actors/arvenia/positions?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(part);
    }

    private static JsonNode panel(String path, String every, String from, String to) {
        return World.readJson(
                stack, "%s%severy=%s&from=%s&to=%s".formatted(path, and(path), every, from, to));
    }

    private static String and(String path) {
        return path.contains("?") ? "&" : "?";
    }
}
