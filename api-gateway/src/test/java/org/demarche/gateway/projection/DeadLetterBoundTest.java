package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.view.Mark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A declared projection that cannot fold much of the log does not go live by itself. */
class DeadLetterBoundTest {

    private static final VersionId COVERAGE = new VersionId("coverage", 1);
    private static final String VERSION = "/v1/projections/coverage/versions/1";

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        IntStream.range(0, 250).forEach(_ -> stack.log(0));
        stack.write(
                "POST",
                "/v1/projections",
                "{\"name\": \"coverage\", \"key\": \"report.holder\", \"fields\": {\"n\": \"count()\"}}");
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void more_dead_letters_than_one_in_a_hundred_and_one_wait_for_a_person() {
        build(4);
        stack.await(catalog -> state(catalog).equals("ready"));

        var refused = stack.write("POST", VERSION + "/promotion", "");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains(
                        "\"blockers\":[\"Too many dead letters: 4 of 250 events, and at most 3 are allowed\"]");
        assertThat(stack.write("POST", VERSION + "/promotion", "{\"force\":true}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void fewer_dead_letters_keep_nothing_back() {
        build(3);

        stack.await(catalog -> state(catalog).equals("live"));
    }

    private static String state(Catalog catalog) {
        return catalog.version(COVERAGE).orElseThrow().label();
    }

    private void build(int deadLetters) {
        stack.build(COVERAGE, 0, new Mark(250, deadLetters, Reports.RECORDED), Map.of());
        stack.build(COVERAGE, 1, new Mark(0, 0, Reports.RECORDED), Map.of());
    }
}
