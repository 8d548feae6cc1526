package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.filed;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Parked;
import org.demarche.gateway.Stack;
import org.demarche.log.VersionId;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records that could not be folded can be seen, and read again in their place in the log. */
class DeadLetterReadsTest {

    private static final VersionId COVERAGE = new VersionId("coverage", 1);
    private static final String LETTERS = "/v1/dead-letters";

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void the_list_has_each_letter_once_the_last_one_first_page_by_page() {
        var version = new VersionId("pages", 7);
        for (var n = 0; n < 7; n++) {
            Parked.letter(stack, version, n % 2, n, "reason " + n, null, new byte[] {'v'});
        }
        Parked.letter(stack, new VersionId("pages", 8), 0, 1, "of another", null, null);

        var reasons = new ArrayList<String>();
        var next = "";
        do {
            var page = json(LETTERS + "?projection=pages&version=7&limit=3" + next);
            page.path("items").forEach(letter -> reasons.add(letter.path("reason").asText()));
            next = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
        } while (!next.isEmpty());

        assertThat(reasons)
                .containsExactly(
                        "reason 6",
                        "reason 5",
                        "reason 4",
                        "reason 3",
                        "reason 2",
                        "reason 1",
                        "reason 0");
        assertThat(json(LETTERS + "?projection=pages").path("items")).hasSize(8);
        assertThat(json(LETTERS + "?projection=page").path("items")).isEmpty();
    }

    @Test
    void a_letter_shows_its_place_and_its_bytes_whatever_they_are() {
        var bytes = "å\n\u202e\"end\"".getBytes(UTF_8);
        var mixed = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, mixed, 0, bytes.length);
        mixed[bytes.length] = (byte) 0xff;
        Parked.letter(stack, new VersionId("bytes", 2), 1, 17, "no text", "a.b.c#2", mixed);

        var listed = json(LETTERS + "?projection=bytes").path("items").path(0);

        assertThat(listed.path("place").toString())
                .isEqualTo(
                        "{\"topic\":\"%s\",\"partition\":1,\"offset\":17}"
                                .formatted(stack.config().topics().reports()));
        assertThat(listed.path("version").asInt()).isEqualTo(2);
        assertThat(listed.path("event").asText()).isEqualTo("a.b.c#2");
        assertThat(listed.path("length").asInt()).isEqualTo(mixed.length);
        assertThat(listed.path("start").asText()).isEqualTo("å\\x0a\\xe2\\x80\\xae\"end\"\\xff");
        var whole = json(LETTERS + '/' + listed.path("id").asText());
        assertThat(whole.path("value").isNull()).isTrue();
        assertThat(whole.path("base64").asText()).isEqualTo("w6UK4oCuImVuZCL/");
        assertThat(whole.path("headers").toString()).isEqualTo("{\"ce_id\":\"a.b.c#2\"}");
        assertThat(whole.path("key").asText()).isEqualTo("norland");
        var table = stack.get(LETTERS + "?projection=bytes", "Accept", "text/csv").body();
        assertThat(table).contains(",no text,").hasLineCount(2);
    }

    @Test
    void what_another_program_wrote_is_listed_as_no_letter() {
        var topic = stack.config().topics().deadLetters();
        var next = stack.append(new ProducerRecord<>(topic, 0, null, "junk".getBytes(UTF_8)));

        var letter = json(LETTERS + "/0-" + (next - 1));

        assertThat(letter.path("reason").asText()).startsWith("This record is not a dead letter");
        assertThat(letter.path("place").isNull()).isTrue();
        assertThat(letter.path("value").asText()).isEqualTo("junk");
        assertThat(retry("0-" + (next - 1)).statusCode()).isEqualTo(409);
    }

    @Test
    void a_wrong_id_or_parameter_is_refused() {
        for (var id : List.of("0-999", "7-0", "x", "0", "0-0-0", "999999999-1")) {
            assertThat(stack.get(LETTERS + '/' + id).statusCode()).as(id).isEqualTo(404);
            assertThat(retry(id).statusCode()).as(id).isEqualTo(404);
        }
        for (var query : List.of("version=0", "limit=0", "cursor=MC4w", "projections=x")) {
            assertThat(stack.get(LETTERS + '?' + query).statusCode()).as(query).isEqualTo(400);
        }
    }

    @Test
    void a_retry_of_what_can_be_read_now_starts_one_replay_and_of_the_rest_none() {
        var event = filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01");
        var partition = stack.partitionOf("norland");
        var good = stack.log(partition, event) - 1;
        var bad = stack.log(partition) - 1;
        var before = stack.decisions().size();

        var unread = retry(letter(Stack.VERSION, partition, bad, "header ce_id: is missing"));
        var taken = retry(letter(Stack.VERSION, partition, good, "id-taken"));

        assertThat(unread.statusCode()).isEqualTo(409);
        assertThat(unread.body()).contains("/problems/still-refused", "header ce_id: is missing");
        assertThat(taken.body()).contains("an earlier event in the log is the cause");
        assertThat(stack.decisions()).hasSize(before);

        var letter = letter(Stack.VERSION, partition, good, "header ce_type: is unknown");
        var started = retry(letter);

        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        assertThat(stack.decisions()).hasSize(before + 1);
        var again = retry(letter);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(OpenApi.json(again.body()).path("version"))
                .isEqualTo(OpenApi.json(started.body()).path("version"));
        assertThat(stack.decisions()).hasSize(before + 1);
    }

    @Test
    void an_expression_that_fails_again_starts_no_replay() {
        var declared =
                stack.write(
                        "POST",
                        "/v1/projections",
                        "{\"name\": \"coverage\", \"key\": \"report.conditions[0].key\","
                                + " \"fields\": {\"n\": \"count()\"}}");
        assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
        var partition = stack.partitionOf("sudland");
        var event = filed("sudland", "river-treaty", "r5", Stance.FAVOR, "2024-03-01");
        var offset = stack.log(partition, event) - 1;

        var refused = retry(letter(COVERAGE, partition, offset, "evaluation-fault: /key: index"));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("evaluation-fault");
    }

    @Test
    void a_retry_with_a_bound_or_of_a_record_of_another_topic_starts_nothing() {
        var event = filed("norland", "river-treaty", "r9", Stance.FAVOR, "2024-03-01");
        var partition = stack.partitionOf("norland");
        var offset = stack.log(partition, event) - 1;
        var bounded = letter(Stack.VERSION, partition, offset, "header ce_id: is missing");
        Parked.letter(stack, "others", Stack.VERSION, partition, offset, "no text", null, null);
        var before = stack.decisions().size();

        var refused =
                stack.write(
                        "POST",
                        LETTERS + '/' + bounded + "/retries",
                        "{\"until\":\"2024-01-01T00:00:00Z\"}");
        var foreign = retry(last(Stack.VERSION));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("/until");
        assertThat(foreign.statusCode()).as(foreign.body()).isEqualTo(409);
        assertThat(foreign.body()).contains("the letter names no record of this log");
        assertThat(stack.decisions()).hasSize(before);
    }

    /** The id of a new letter. */
    private static String letter(VersionId version, int partition, long offset, String reason) {
        Parked.letter(stack, version, partition, offset, reason, null, null);
        return last(version);
    }

    private static String last(VersionId version) {
        return json(LETTERS + "?projection=%s&limit=1".formatted(version.projection()))
                .path("items")
                .path(0)
                .path("id")
                .asText();
    }

    private static JsonNode json(String path) {
        HttpResponse<String> response = stack.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return OpenApi.json(response.body());
    }

    private static HttpResponse<String> retry(String id) {
        return stack.write("POST", LETTERS + '/' + id + "/retries", "");
    }
}
