package org.demarche.gateway.page.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Link;
import org.demarche.log.registry.Registry;
import org.junit.jupiter.api.Test;

/** A drawing shows a day that is not known as the time in which it may lie. */
class TimelineTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void a_run_whose_first_day_is_not_known_begins_with_a_pale_bar() throws Exception {
        var timeline =
                timeline(
                        run("against", "[2022-01-01..2022-06-01]", "2022-12-01"),
                        statement("against", "[2022-01-01..2022-06-01]", "own"),
                        statement("against", "2022-12-01", "own"));

        assertThat(timeline.runs()).map(Timeline.Bar::certain).containsExactly(false, true);
        assertThat(timeline.runs().getFirst().x()).isLessThan(timeline.runs().getLast().x());
    }

    @Test
    void a_statement_stands_at_its_day_or_amid_the_days_of_which_it_may_be_one() throws Exception {
        var timeline =
                timeline(
                        run("favor", "2022-01-01", "2022-12-31"),
                        statement("favor", "2022-12-31", "own"),
                        statement("favor", "[2022-03-01..2022-09-01]", "own"),
                        statement("favor", "2022-01-01", "own"));

        assertThat(timeline.own()).map(Timeline.Dot::certain).containsExactly(true, false, true);
        var uncertain = timeline.own().get(1);
        assertThat(uncertain.x()).isEqualTo((uncertain.from() + uncertain.to()) / 2);
        assertThat(uncertain.from()).isLessThan(uncertain.to());
    }

    @Test
    void an_open_beginning_reaches_back_to_where_the_drawing_begins() throws Exception {
        var timeline =
                timeline(
                        run("favor", "[..2022-12-02]", "[..2022-12-02]"),
                        statement("favor", "[..2022-12-02]", "own"));

        assertThat(timeline.own().getFirst().from()).isEqualTo(12);
    }

    @Test
    void others_have_a_lane_of_their_own() throws Exception {
        var timeline =
                timeline(
                        run("favor", "2022-01-01", "2022-01-01"),
                        statement("against", "2022-02-01", "ascribed"),
                        statement("favor", "2022-01-01", "own"));

        assertThat(timeline.own()).hasSize(1);
        assertThat(timeline.others()).hasSize(1);
        assertThat(timeline.othersLane()).isGreaterThan(timeline.ownLane());
    }

    @Test
    void statements_of_one_day_stand_below_each_other() throws Exception {
        var timeline =
                timeline(
                        run("favor", "2022-01-01", "2022-01-01"),
                        statement("favor", "2022-01-01", "own"),
                        statement("favor", "2022-01-01", "own"));

        assertThat(timeline.own()).map(Timeline.Dot::y).containsExactly(0, 17);
    }

    @Test
    void a_statement_that_the_answer_leaves_out_is_not_drawn() throws Exception {
        var timeline =
                timeline(
                        run("favor", "2022-01-01", "2022-01-01"),
                        statement("against", "2022-04-01", "own", "later-than-as-of"),
                        statement("against", "2022-03-01", "own", "set-aside"),
                        statement("against", "2022-02-01", "own", "retracted"),
                        statement("favor", "2022-01-01", "own", "decisive"));

        assertThat(timeline.own()).hasSize(1);
        assertThat(timeline.summary()).endsWith("1 statement");
    }

    @Test
    void a_run_whose_end_is_open_is_certain_for_its_first_day_alone() throws Exception {
        var timeline =
                timeline(
                        run("favor", "2021-01-01", "[..2022-12-02]"),
                        statement("favor", "[..2022-12-02]", "own"),
                        statement("favor", "2021-01-01", "own"));

        assertThat(timeline.runs()).map(Timeline.Bar::certain).containsExactly(true, false);
        assertThat(timeline.runs().getFirst().width()).isEqualTo(4);
    }

    @Test
    void without_a_statement_there_is_no_drawing() {
        assertThat(Timeline.of("Norland on tolls", List.of(), List.of())).isEmpty();
    }

    private static Timeline timeline(JsonNode run, StatementLine... statements) {
        return Timeline.of("Norland on tolls", List.of(run), List.of(statements)).orElseThrow();
    }

    private static JsonNode run(String stance, String since, String until) throws Exception {
        return JSON.readTree(
                "{\"stance\":\"%s\",\"since\":\"%s\",\"until\":\"%s\"}"
                        .formatted(stance, since, until));
    }

    private static StatementLine statement(String stance, String saidOn, String voice)
            throws Exception {
        return statement(stance, saidOn, voice, "");
    }

    private static StatementLine statement(
            String stance, String saidOn, String voice, String reason) throws Exception {
        var json =
                JSON.readTree(
                        "{\"statement\":\"norland.tolls.0\",\"stance\":\"%s\",\"saidOn\":\"%s\",\"voice\":\"%s\",\"by\":\"daily\",\"reason\":\"%s\"}"
                                .formatted(stance, saidOn, voice, reason));
        return StatementLine.weighed(
                json, null, Link.plain("Norland on tolls"), new EntryLinks(new Registry()));
    }
}
