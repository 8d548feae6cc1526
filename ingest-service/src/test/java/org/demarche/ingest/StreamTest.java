package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamTest {

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("stream");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void each_line_has_its_result_in_order_and_the_last_one_sums_up() {
        var lines =
                IntStream.range(0, 2000)
                        .mapToObj(i -> Samples.report("order-" + i))
                        .collect(Collectors.joining("\n"));

        var answer = ingest.postAll("", lines);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        var results = answer.lines();
        assertThat(results).hasSize(2001);
        for (var i = 0; i < 2000; i++) {
            assertThat(results.get(i).get("line").asInt()).isEqualTo(i + 1);
            assertThat(results.get(i).get("status").asInt()).isEqualTo(201);
            assertThat(results.get(i).get("id").asText()).endsWith(".order-" + i);
        }
        var end = ids().size();
        assertThat(results.getLast().toString())
                .matches(
                        "\\{\"summary\":\\{\"lines\":2000,\"created\":2000,\"repeated\":0,\"failed\":0},\"token\":\"r[0-2]:\\d+\"}");
        assertThat(end).isGreaterThanOrEqualTo(2000);
    }

    @Test
    void a_bad_line_fails_alone_and_says_which_it_is() {
        var answer =
                ingest.postAll(
                        "",
                        String.join(
                                "\n",
                                Samples.report("bad-1"),
                                "",
                                "{\"holder\": ",
                                Samples.report("bad-2").replace("favor", "for"),
                                Samples.report("bad-1"),
                                Samples.report("bad-1").replace("favor", "against"),
                                Samples.report("bad-3") + " ".repeat(300_000),
                                "   \r",
                                Samples.report("bad-4")));

        var results = answer.lines();
        assertThat(results.stream().map(StreamTest::lineAndStatus))
                .containsExactly(
                        "1:201", "3:400", "4:422", "5:200", "6:409", "7:413", "9:201", "0:0");
        assertThat(results.get(2).at("/problem/violations/0/pointer").asText())
                .isEqualTo("/stance");
        assertThat(results.getLast().get("summary").toString())
                .isEqualTo("{\"lines\":7,\"created\":2,\"repeated\":1,\"failed\":4}");
        assertThat(ids()).doesNotContain("freedonia.river-treaty.bad-3");
    }

    @Test
    void a_result_comes_while_the_stream_goes_on() throws IOException {
        try (var client = new RawConnection(ingest.port())) {
            client.beginStream("");
            client.chunk(Samples.report("talk-1") + "\n");
            assertThat(client.head().getFirst()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(client.readChunk()).startsWith("{\"line\":1,\"status\":201");
            client.chunk(Samples.report("talk-2") + "\n");
            assertThat(client.readChunk()).startsWith("{\"line\":2,\"status\":201");
            client.endStream();
            assertThat(client.readChunks()).contains("\"created\":2");
        }
    }

    /** More than all buffers on the way hold, so it would stand still if results were written. */
    @Test
    void who_writes_everything_before_reading_is_served_with_errors_only() throws IOException {
        var padding = " ".repeat(200_000);
        var lines = 300;
        try (var client = new RawConnection(ingest.port())) {
            client.beginStream("?results=errors");
            for (var i = 0; i < lines; i++) {
                var fault = i == 7 ? "for" : "favor";
                client.chunk(Samples.report("long-" + i).replace("favor", fault) + padding + "\n");
            }
            client.endStream();

            assertThat(client.head().getFirst()).isEqualTo("HTTP/1.1 200 OK");
            var results = client.readChunks().lines().map(StreamTest::parse).toList();
            assertThat(results.stream().map(StreamTest::lineAndStatus))
                    .containsExactly("8:422", "0:0");
            assertThat(results.getLast().at("/summary/created").asInt()).isEqualTo(lines - 1);
        }
    }

    @Test
    void many_short_lines_go_through_before_anything_is_read() throws IOException {
        var lines = 20_000;
        try (var client = new RawConnection(ingest.port())) {
            client.beginStream("?results=errors");
            for (var i = 0; i < lines; i += 100) {
                client.chunk(
                        IntStream.range(i, i + 100)
                                .mapToObj(each -> Samples.report("short-" + each) + "\n")
                                .collect(Collectors.joining()));
            }
            client.endStream();

            client.head();
            assertThat(parse(client.readChunks()).at("/summary/created").asInt()).isEqualTo(lines);
        }
    }

    @Test
    void who_hangs_up_half_way_keeps_what_was_acknowledged_and_no_half_line() throws IOException {
        try (var client = new RawConnection(ingest.port())) {
            client.beginStream("");
            client.chunk(Samples.report("gone-1") + "\n" + Samples.report("gone-2"));
            client.head();
            assertThat(client.readChunk()).startsWith("{\"line\":1,\"status\":201");
            Await.until("it is the only stream", () -> streams() == 1);
            client.hangUp();
        }
        Await.until("the stream has ended", () -> streams() == 0);
        assertThat(ingest.post(Samples.report("gone-3")).status()).isEqualTo(201);
        assertThat(ids())
                .contains("freedonia.river-treaty.gone-1", "freedonia.river-treaty.gone-3")
                .doesNotContain("freedonia.river-treaty.gone-2");
    }

    @Test
    void an_empty_stream_has_a_summary() {
        assertThat(ingest.postAll("", "").body())
                .isEqualTo(
                        "{\"summary\":{\"lines\":0,\"created\":0,\"repeated\":0,\"failed\":0},\"token\":\"\"}\n");
    }

    @Test
    void names_are_registered_on_the_way() {
        var answer =
                ingest.postAll(
                        "?register=state",
                        Samples.report("new-1").replace("\"freedonia\"", "\"Klopstokia\"")
                                + "\n"
                                + Samples.report("new-2")
                                        .replace("\"freedonia\"", "\"klopstokia\""));
        assertThat(answer.lines().getLast().at("/summary/created").asInt()).isEqualTo(2);
    }

    private static double streams() {
        return ingest.bean(MeterRegistry.class).get("demarche.streams").gauge().value();
    }

    private static String lineAndStatus(JsonNode result) {
        return result.path("line").asInt() + ":" + result.path("status").asInt();
    }

    private static JsonNode parse(String text) {
        try {
            return RunningIngest.JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static List<String> ids() {
        return ingest.reports().stream()
                .map(one -> new String(one.headers().lastHeader("ce_id").value(), UTF_8))
                .toList();
    }
}
