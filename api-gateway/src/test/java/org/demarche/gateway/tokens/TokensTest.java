package org.demarche.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.util.concurrent.CompletableFuture;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.Token;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A read sees what its token has seen, or says that it cannot; and never half a transaction. */
class TokensTest {

    private static final String POSITION = "/v1/actors/norland/positions/river-treaty";
    private static final String AGAINST = "\"stance\":\"against\"";
    private static final String FAVOR = "\"stance\":\"favor\"";

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.TREATY);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void what_is_there_already_is_not_waited_for() {
        against();
        var first = stack.get(POSITION);

        var second =
                stack.get(POSITION, Token.HEADER, stack.written().toString(), "Prefer", "wait=0");

        assertThat(first.body()).contains(AGAINST);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void without_a_token_a_read_gets_what_there_is() {
        against();
        var seen = stack.get(POSITION);

        var response = stack.plain(POSITION);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(seen.body()).contains(AGAINST);
    }

    @Test
    void what_comes_later_is_waited_for() {
        against();
        var next = stack.log(0);
        var waiting =
                CompletableFuture.supplyAsync(
                        () ->
                                stack.get(
                                        POSITION,
                                        Token.HEADER,
                                        "r0:" + next,
                                        "Prefer",
                                        "respond-async, wait=30"));

        stack.publish(
                0,
                next,
                documents(filed("norland", "river-treaty", "r2", Stance.FAVOR, "2024-04-01"))
                        .documents());

        assertThat(waiting.join().body()).contains(FAVOR);
    }

    @Test
    void an_entry_of_the_registry_is_waited_for() {
        stack.register(Reports.SUDLAND);

        assertThat(stack.get("/v1/actors/sudland").statusCode()).isEqualTo(200);
    }

    @Test
    void past_its_patience_a_read_is_refused_with_the_progress() {
        against();
        var next = stack.log(0);

        var response = stack.get(POSITION, Token.HEADER, "r0:" + next, "Prefer", "wait=1");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.body())
                .contains("/problems/not-yet")
                .contains("\"progress\":{\"r0\":{\"folded\":1,\"wanted\":2}}");
    }

    @Test
    void a_browser_gets_a_page_when_its_read_is_refused() {
        against();
        var next = stack.log(0);

        var page =
                stack.get(
                        "/actors/norland",
                        Token.HEADER,
                        "r0:" + next,
                        "Prefer",
                        "wait=1",
                        "Accept",
                        "text/html");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.body()).contains("<main");
    }

    @Test
    void a_token_of_another_log_is_refused_at_once() {
        for (var token : new String[] {"r0:7", "g:99", "r7:1", "c:3"}) {
            var response = stack.get(POSITION, Token.HEADER, token, "Prefer", "wait=30");

            assertThat(response.statusCode()).as(token).isEqualTo(400);
            assertThat(response.body()).contains("\"parameter\":\"Demarche-Token\"");
        }
    }

    @Test
    void a_token_of_more_partitions_is_refused_before_anything_is_waited_for() {
        var response = stack.get(POSITION, Token.HEADER, "r0:999999999,r99:1", "Prefer", "wait=30");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("names r99, but the log has 2 partitions");
    }

    @Test
    void a_token_in_several_headers_is_one() {
        var response = stack.get(POSITION, Token.HEADER, "c:0", Token.HEADER, "r0:7");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("ahead of the log: it says r0:7");
    }

    @Test
    void places_that_are_unknown_are_passed_over() {
        assertThat(stack.get(POSITION, Token.HEADER, "z9:5,c:0," + stack.written()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void documents_before_their_mark_are_seen_by_nobody() {
        against();
        var favor = documents(filed("norland", "river-treaty", "r2", Stance.FAVOR, "2024-04-01"));
        var unfinished = stack.begin(0);
        favor.documents().forEach(unfinished::put);
        unfinished.flush();
        // the other partition is read past what lies there
        stack.publish(
                1, documents(filed("sudland", "river-treaty", "r1", Stance.FAVOR, "2024-04-01")));
        assertThat(stack.get(POSITION).body()).contains(AGAINST);

        unfinished.abort();
        stack.publish(
                0, documents(filed("norland", "river-tolls", "r1", Stance.FAVOR, "2024-04-01")));
        assertThat(stack.get(POSITION).body()).contains(AGAINST);
        assertThat(stack.get("/v1/reports/norland.river-treaty.r2").statusCode()).isEqualTo(404);
    }

    @Test
    void a_tombstone_takes_its_document_away() {
        against();
        var next = stack.log(0);
        var transaction = stack.begin(0);
        transaction.put(ViewKey.position("norland", "river-treaty"), null);
        transaction.commit(next);

        var response = stack.get("/v1/positions", Token.HEADER, "r0:" + next);

        assertThat(response.body()).isEqualTo("{\"items\":[],\"next\":null}");
    }

    private void against() {
        stack.publish(
                0, documents(filed("norland", "river-treaty", "r1", Stance.AGAINST, "2024-03-01")));
    }
}
