package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.ingest.RunningIngest.Answer;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries that two feeds keep: neither takes from the other without knowing. */
class PutTest {

    private static final String GROTIA =
            "{'kind': 'state', 'name': 'Grotia', 'code': 'XGR', 'aliases': ['Grot', 'Old Grotia']}";

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("put");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private static Answer put(String id, String json, String... condition) {
        var headers = new String[condition.length + 2];
        headers[0] = "Content-Type";
        headers[1] = "application/json";
        System.arraycopy(condition, 0, headers, 2, condition.length);
        return ingest.send("PUT", "/v1/actors/" + id, json.replace('\'', '"'), headers);
    }

    @Test
    void an_entry_is_replaced_by_who_has_read_it_and_by_nobody_who_has_not() {
        var first = put("tagged", "{'kind': 'group', 'name': 'Tagged'}").header("ETag");
        var second = put("tagged", "{'kind': 'group', 'name': 'Tagged 2'}", "If-Match", first);
        assertThat(second.status()).isEqualTo(200);
        var written = ingest.entries().size();

        var late = put("tagged", "{'kind': 'group', 'name': 'Tagged 3'}", "If-Match", first);

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().get("type").asText()).isEqualTo("/problems/changed");
        assertThat(late.json().get("detail").asText())
                .isEqualTo(
                        "The actor tagged has the tag %s, but If-Match says %s: read the entry again, and send the one that you want"
                                .formatted(second.header("ETag"), first));
        assertThat(ingest.entries()).hasSize(written);
    }

    @ParameterizedTest
    @CsvSource({
        "If-Match, *, missing, 412",
        "If-Match, '\"0123456789abcdef01234567\"', missing, 412",
        "If-None-Match, '\"0123456789abcdef01234567\"', missing-1, 201",
        "If-None-Match, *, missing-2, 201",
        "If-None-Match, *, freedonia, 412",
        "If-Match, *, freedonia, 200",
        "If-Match, '\"x\", *', freedonia, 412",
    })
    void a_star_means_whatever_stands_there(String header, String value, String id, int status) {
        var answer =
                put(
                        id,
                        "{'kind': 'state', 'name': 'Name of %s', 'aliases': ['%s']}"
                                .formatted(id, header + value.length()),
                        header,
                        value);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void any_of_several_tags_is_enough_and_a_weak_one_is_not() {
        var tag = put("several", "{'kind': 'group', 'name': 'Several'}").header("ETag");

        assertThat(
                        put(
                                        "several",
                                        "{'kind': 'group', 'name': 'Several 2'}",
                                        "If-Match",
                                        "W/" + tag)
                                .status())
                .isEqualTo(412);
        assertThat(
                        put(
                                        "several",
                                        "{'kind': 'group', 'name': 'Several 2'}",
                                        "If-Match",
                                        "\"other\", " + tag)
                                .status())
                .isEqualTo(200);
    }

    /** The answer to the first may have been lost. */
    @ParameterizedTest
    @CsvSource({
        "If-Match, '\"other\"', 200",
        "If-None-Match, '\"other\"', 200",
        "If-None-Match, *, 412"
    })
    void the_same_again_is_a_repeat_unless_nothing_was_to_stand_there(
            String header, String value, int status) {
        var json = "{'kind': 'group', 'name': 'Again %s %d'}".formatted(header, status);
        var id = "again-%s-%d".formatted(header.toLowerCase(Locale.ROOT), status);
        assertThat(put(id, json, "If-None-Match", "*").status()).isEqualTo(201);

        var answer = put(id, json, header, value);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void the_answer_says_what_a_second_feed_has_dropped() {
        put("grotia", GROTIA);

        var answer =
                put(
                        "grotia",
                        "{'kind': 'state', 'name': 'GROT', 'aliases': ['Republic of Grotia'], 'memberOf': [{'actor': 'sylvania'}]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("dropped").toString())
                .isEqualTo("{\"aliases\":[\"Old Grotia\"],\"code\":\"XGR\"}");
        assertThat(answer.json().get("aliases").get(0).asText()).isEqualTo("Republic of Grotia");
        var members = put("grotia", GROTIA);
        assertThat(members.json().get("dropped").toString())
                .isEqualTo(
                        "{\"aliases\":[\"Republic of Grotia\"],\"memberOf\":[{\"actor\":\"sylvania\"}]}");
        assertThat(put("grotia", GROTIA).json().has("dropped")).isFalse();
    }

    @Test
    void the_tag_is_that_of_the_entry_though_the_answer_says_more() {
        var tag = put("same-tag", "{'kind': 'group', 'name': 'Same tag'}").header("ETag");
        put("same-tag", "{'kind': 'group', 'name': 'Same tag', 'aliases': ['More']}");

        var back = put("same-tag", "{'kind': 'group', 'name': 'Same tag'}");

        assertThat(back.json().has("dropped")).isTrue();
        assertThat(back.header("ETag")).isEqualTo(tag);
    }

    @Test
    void an_entry_keeps_how_it_stood_before() {
        put("kept", "{'kind': 'group', 'name': 'Kept'}");
        put("kept", "{'kind': 'group', 'name': 'Kept', 'aliases': ['Keep']}");
        put("kept", "{'kind': 'group', 'name': 'Kept', 'aliases': ['Keep']}");
        put("kept", "{'kind': 'group', 'name': 'Kept'}", "If-Match", "\"other\"");
        put("kept", "{'kind': 'group', 'name': 'Kept for good'}");

        var history =
                ingest.bean(RegistryReader.class)
                        .registry()
                        .history(EntryType.ACTOR, "kept")
                        .orElseThrow();

        var records =
                ingest.entries().stream()
                        .filter(record -> new String(record.key(), UTF_8).equals("actor/kept"))
                        .toList();
        assertThat(history.complete()).isTrue();
        assertThat(history.revisions())
                .extracting(revision -> new String(revision.document(), UTF_8))
                .containsExactlyElementsOf(
                        records.reversed().stream()
                                .map(record -> new String(record.value(), UTF_8))
                                .toList())
                .hasSize(3);
        assertThat(history.revisions())
                .extracting(revision -> revision.recorded().toEpochMilli())
                .containsExactlyElementsOf(
                        records.reversed().stream().map(ConsumerRecord::timestamp).toList());
    }
}
