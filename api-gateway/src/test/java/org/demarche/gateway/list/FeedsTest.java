package org.demarche.gateway.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.ReportBuilder.said;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Published;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.PositionsRevision;
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

/** Conflicts and retractions as lists, and all that is new as feeds. */
class FeedsTest {

    private static final ReportEvent[] EVENTS = {
        said("arvenia.peace.r1", Stance.AGAINST, "2022-03-01").filed("2024-01-01"),
        said("arvenia.peace.r2", Stance.FAVOR, "2023-05-01")
                .utterance("speech")
                .filed("2024-01-02"),
        said("arvenia.peace.r3", Stance.AGAINST, "2023-05-01")
                .utterance("speech")
                .in("herald")
                .filed("2024-01-03"),
        said("arvenia.peace.r4", Stance.FAVOR, "2023-05-01")
                .utterance("speech")
                .filed("2024-01-04"),
        said("arvenia.tolls.r5", Stance.FAVOR, "2023-06-01").utterance("visit").filed("2024-01-05"),
        said("arvenia.tolls.r6", Stance.NONE, "2023-06-01")
                .utterance("visit")
                .in("herald")
                .filed("2024-01-06"),
        said("arvenia.tolls.r7", Stance.AGAINST, "2023-07-01").filed("2024-01-07"),
        retracted("arvenia.tolls.r7", "2024-01-08"),
        retracted("arvenia.tolls.r7", "2024-01-09"),
        said("arvenia.peace.r8", Stance.AGAINST, "2021-07-01").filed("2024-01-10"),
        retracted("arvenia.peace.r8", "2024-01-11"),
        retracted("arvenia.peace.never", "2024-01-12")
    };

    private static final Pattern ENTRY_ID =
            Pattern.compile("<entry><id>([^<]+)</id>", Pattern.DOTALL);
    private static final Pattern UPDATED =
            Pattern.compile("<title>([^<]+)</title><updated>([^<]+)</updated>", Pattern.DOTALL);

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = filled();
    }

    private static Stack filled() {
        var filled = Stack.start();
        World.register(filled, EntryType.ACTOR, "arvenia", "{'kind': 'state', 'name': 'Arvenia'}");
        World.register(filled, EntryType.ACTOR, "belmora", "{'kind': 'state', 'name': 'Belmora'}");
        for (var issue : List.of("peace", "tolls")) {
            World.register(
                    filled,
                    EntryType.ISSUE,
                    issue,
                    "{'name': '%s', 'proposition': 'There should be %s'}".formatted(issue, issue));
        }
        filled.publish(Published.of(EVENTS));
        return filled;
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void conflicts_are_the_statements_on_which_independent_reports_disagree_the_newest_first() {
        var items = World.items(stack, "/v1/conflicts", "items");

        assertThat(World.texts(items, "issue", "saidOn", "arose", "differences/0/field"))
                .containsExactly(
                        "tolls 2023-06-01 2024-01-06T00:00:00Z stance",
                        "peace 2023-05-01 2024-01-03T00:00:00Z stance");
        var statement = items.getLast().path("statement").asText();
        var shown = OpenApi.json(stack.get("/v1/statements/" + statement).body());
        assertThat(items.getLast().path("differences")).isEqualTo(shown.path("differences"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/conflicts?issue=peace                  | 1
                    /v1/conflicts?actor=Arvenia                | 2
                    /v1/conflicts?actor=belmora                | 0
                    /v1/conflicts?asKnown=2024-01-02           | 0
                    /v1/conflicts?asKnown=2024-01-03           | 1
                    /v1/conflicts?asOf=2023-05-31              | 1
                    /v1/retractions                            | 2
                    /v1/retractions?issue=tolls                | 1
                    /v1/retractions?actor=belmora              | 0
                    /v1/retractions?asKnown=2024-01-08         | 1
                    """)
    void both_lists_are_filtered_and_know_what_was_known(String path, int count) {
        assertThat(World.items(stack, path, "items")).hasSize(count);
    }

    @Test
    void retractions_have_the_reason_and_a_second_one_or_one_of_no_report_is_none() {
        var items = World.items(stack, "/v1/retractions", "items");

        assertThat(World.texts(items, "report", "retractedAt", "reason", "restored"))
                .containsExactly(
                        "arvenia.peace.r8 2024-01-11T00:00:00Z misheard false",
                        "arvenia.tolls.r7 2024-01-08T00:00:00Z misheard false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/conflicts", "/v1/retractions"})
    void both_lists_come_in_pages_in_tables_and_with_a_link_to_cite(String path) {
        assertThat(World.pages(stack, path, "items", 1))
                .hasSize(2)
                .isEqualTo(World.items(stack, path, "items"));
        var table = stack.get(path, "Accept", "text/csv").body();
        assertThat(table.lines()).hasSize(3);
        assertThat(stack.get(path + "?format=csv").body()).isEqualTo(table);
        var answer = stack.get(path);
        assertThat(stack.get(World.cited(answer)).body()).isEqualTo(answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/shifts", "/v1/conflicts", "/v1/retractions"})
    void a_feed_is_asked_for_again_by_its_tag(String path) {
        var feed = feed(stack, path);

        assertThat(feed.headers().firstValue("Content-Type"))
                .contains("application/atom+xml;charset=utf-8");
        var tag = feed.headers().firstValue("ETag").orElseThrow();
        var again = stack.get(path + "?format=atom", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(stack.get(path, "Accept", "application/atom+xml").body()).contains("<entry>");
        assertThat(stack.get(path + "?format=rss").statusCode()).isEqualTo(400);
    }

    @Test
    void an_entry_is_dated_by_the_instant_at_which_the_log_had_it() {
        assertThat(dates("/v1/shifts"))
                .containsEntry(
                        "Arvenia on peace: was first heard on 1 March 2022", "2024-01-01T00:00:00Z")
                .doesNotContainValue("2023-05-01T00:00:00Z");
        assertThat(dates("/v1/conflicts"))
                .containsEntry(
                        "Arvenia on peace: reports disagree on what was said on 1 May 2023",
                        "2024-01-03T00:00:00Z");
        assertThat(dates("/v1/retractions"))
                .containsEntry(
                        "Arvenia on tolls: the report of daily was retracted",
                        "2024-01-08T00:00:00Z");
    }

    @Test
    void a_replay_repeats_nothing_and_another_installation_has_other_ids() {
        for (var path : List.of("/v1/shifts", "/v1/conflicts", "/v1/retractions")) {
            assertThat(ids(feed(stack, path))).isNotEmpty().doesNotHaveDuplicates();
        }
        try (var other = filled()) {
            var paths = List.of("/v1/shifts", "/v1/conflicts", "/v1/retractions");
            for (var path : paths) {
                assertThat(ids(feed(other, path)))
                        .hasSameSizeAs(ids(feed(stack, path)))
                        .doesNotContainAnyElementsOf(ids(feed(stack, path)));
            }
            var before = paths.stream().map(path -> feed(other, path).body()).toList();
            replay(other);
            assertThat(paths.stream().map(path -> feed(other, path).body()).toList())
                    .isEqualTo(before);
        }
    }

    @Test
    void the_first_page_has_the_positions_whose_last_statement_is_in_doubt() {
        var page = stack.get("/", "Accept", "text/html").body();
        var doubts = page.substring(page.indexOf("id=\"conflicts\""));

        assertThat(doubts.split("Reports differ on the latest statement of", -1)).hasSize(1 + 2);
        assertThat(doubts.indexOf("/issues/tolls")).isLessThan(doubts.indexOf("/issues/peace"));
    }

    private static void replay(Stack replayed) {
        var version = new VersionId("positions", 3);
        var documents = Published.by(Rule.LATEST_OWN_1, EVENTS).documents();
        replayed.decide(new Started(3, PositionsRevision.FIRST_RULE, false, null, null, 100));
        replayed.build(version, 0, new Mark(EVENTS.length, 0, Reports.RECORDED), documents);
        replayed.decide(new Promoted(3, 1));
        replayed.awaitCopy(version, 0, EVENTS.length);
        assertThat(replayed.get("/v1/shifts").headers().firstValue("Demarche-Version"))
                .contains("positions/3");
    }

    private static Map<String, String> dates(String path) {
        return UPDATED.matcher(feed(stack, path).body())
                .results()
                .collect(
                        Collectors.toMap(
                                found -> found.group(1), found -> found.group(2), (one, _) -> one));
    }

    private static List<String> ids(HttpResponse<String> feed) {
        return ENTRY_ID.matcher(feed.body()).results().map(found -> found.group(1)).toList();
    }

    private static HttpResponse<String> feed(Stack of, String path) {
        var feed = of.get(path + "?format=atom");
        assertThat(feed.statusCode()).as(feed.body()).isEqualTo(200);
        return feed;
    }
}
