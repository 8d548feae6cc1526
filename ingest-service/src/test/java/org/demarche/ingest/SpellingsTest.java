package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as people type them, in reports and in entries. */
class SpellingsTest {

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("spellings");
        Samples.register(ingest);
        put(
                "norland",
                "{'kind': 'state', 'name': 'N.R. Norland', 'code': 'NOR', 'wikidata': 'Q1'}");
        put("roe", "{'kind': 'person', 'name': 'J.D. Roe', 'aliases': ['Sana\u02bba R\u00f8e']}");
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private static RunningIngest.Answer put(String id, String json) {
        return ingest.put("/v1/actors/" + id, json.replace('\'', '"'));
    }

    private static RunningIngest.Answer about(String holder) {
        return ingest.post(Samples.report("one").replace("\"freedonia\"", '"' + holder + '"'));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "NR Norland, norland",
        "N. R. Norland, norland",
        "NOR, norland",
        "no, norland",
        "N.O.R., norland",
        "N\u200bO, norland",
        "\uff2e\uff2f, norland",
        "JD Roe, roe",
        "J.\u200bD. Roe, roe",
        "sana'a roe, roe",
        "Sana\u2019a R\u00d8E, roe",
    })
    void a_name_is_found_as_it_is_typed(String typed, String id) {
        var answer = about(typed);

        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        assertThat(answer.json().get("id").asText()).startsWith(id + '.');
    }

    @Test
    void a_second_owner_of_a_name_that_looks_the_same_is_refused_naming_the_first() {
        var answer = put("jdr", "{'kind': 'person', 'name': 'J. D. Roe'}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asText())
                .isEqualTo(
                        "'J. D. Roe' is already a name of the person roe ('J.D. Roe'): leave it out, or merge the two entries");
        assertThat(answer.json().at("/violations/0/pointer").asText()).isEqualTo("/name");
    }

    @Test
    void a_second_owner_of_a_code_or_an_item_is_refused_naming_the_first() {
        var answer =
                put(
                        "nordland",
                        "{'kind': 'state', 'name': 'Nordmark', 'code': 'NOR', 'wikidata': 'Q1'}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("violations").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/code", "/wikidata");
        assertThat(answer.body())
                .contains("is already a Wikidata item of the state norland ('N.R. Norland')");
        assertThat(
                        put(
                                        "ministry",
                                        "{'kind': 'organization', 'name': 'Ministry', 'code': 'NOR'}")
                                .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/holder",
                "/issue",
                "/source/outlet",
                "/source/url",
                "/summary",
                "/venue",
                "/quote/text",
                "/conditions/0/text",
                "/source/relay/0"
            })
    void what_turns_the_direction_of_a_line_is_refused_where_it_stands(String pointer) {
        var bad = "\"bad\u202etext\"";
        var report =
                """
                {"holder": %s, "spokenFor": "freedonia", "issue": %s, "stance": "favor", "summary": %s, "venue": %s,
                 "quote": {"type": "direct", "text": %s}, "conditions": [{"text": %s}],
                 "source": {"outlet": %s, "url": %s, "publishedOn": "2024-03-02", "relay": [%s]}}
                """
                        .formatted(
                                pointer.equals("/holder") ? bad : "\"freedonia\"",
                                pointer.equals("/issue") ? bad : "\"river-treaty\"",
                                pointer.equals("/summary") ? bad : "\"s\"",
                                pointer.equals("/venue") ? bad : "\"v\"",
                                pointer.equals("/quote/text") ? bad : "\"q\"",
                                pointer.equals("/conditions/0/text") ? bad : "\"c\"",
                                pointer.equals("/source/outlet") ? bad : "\"daily-planet\"",
                                pointer.equals("/source/url")
                                        ? bad.replace("bad", "https://planet.example/")
                                        : "\"https://planet.example/1\"",
                                pointer.equals("/source/relay/0") ? bad : "\"r\"");

        for (var body : List.of(report, report.replace('\u202e', '\u2028'))) {
            var answer = ingest.post(body);

            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.json().at("/violations/0/pointer").asText()).isEqualTo(pointer);
            assertThat(answer.json().at("/violations/0/message").asText())
                    .containsPattern("holds (the line separator U\\+2028|U\\+202E, which changes)");
        }
    }

    @Test
    void what_turns_the_direction_of_a_line_is_refused_in_the_address_of_an_outlet() {
        var answer =
                ingest.put(
                        "/v1/outlets/turned",
                        "{\"kind\": \"other\", \"name\": \"Turned\", \"url\": \"https://planet.example/\u202ea\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/violations/0/pointer").asText()).isEqualTo("/url");
    }

    @Test
    void lengths_are_counted_as_a_reader_counts() {
        var long500 =
                Samples.report("emoji")
                        .replace("Freedonia would sign.", "\ud83c\udf0a".repeat(500));

        assertThat(ingest.post(long500).status()).isEqualTo(201);
        var answer = ingest.post(long500.replace("\ud83c\udf0a\"", "\ud83c\udf0a!\""));
        assertThat(answer.json().at("/violations/0/message").asText())
                .isEqualTo("has 501 characters, but at most 500 are allowed");
        assertThat(
                        put(
                                        "waves",
                                        "{'kind': 'group', 'name': 'W%s'}"
                                                .formatted("\ud83c\udf0a".repeat(199)))
                                .status())
                .isEqualTo(201);
    }

    @Test
    void a_body_gets_three_sets_of_suggestions_at_most() {
        var addressees =
                IntStream.range(0, 40)
                        .mapToObj(i -> "\"Sylvanja" + "x".repeat(i % 2) + "\"")
                        .toList();
        var answer =
                ingest.post(
                        Samples.report("many")
                                .replace(
                                        "\"saidOn\"",
                                        "\"addressees\": " + addressees + ", \"saidOn\""));

        assertThat(answer.json().get("violations")).hasSize(40);
        assertThat(answer.json().get("violations").findValues("suggestions")).hasSize(3);
    }
}
