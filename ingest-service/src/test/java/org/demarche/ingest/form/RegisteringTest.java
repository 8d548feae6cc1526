package org.demarche.ingest.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.demarche.http.Refusal;
import org.demarche.ingest.RunningIngest;
import org.demarche.ingest.RunningIngest.Answer;
import org.demarche.ingest.Samples;
import org.demarche.ingest.registering.RegistryLog;
import org.demarche.log.registry.Actor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown names that a request has registered. */
class RegisteringTest {

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("registering");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private static Answer file(String parameters, String report) {
        return ingest.send(
                "POST", "/v1/reports?" + parameters, report, "Content-Type", "application/json");
    }

    private static String about(String token, String holder) {
        return Samples.report(token).replace("\"freedonia\"", '"' + holder + '"');
    }

    private static JsonNode entry(String key) {
        var last =
                ingest.entries().stream()
                        .filter(one -> new String(one.key(), UTF_8).equals(key))
                        .reduce((_, next) -> next);
        try {
            return RunningIngest.JSON.readTree(last.orElseThrow().value());
        } catch (IOException e) {
            throw new AssertionError(key, e);
        }
    }

    @Test
    void the_answer_says_what_every_unknown_name_has_become() throws IOException {
        var report =
                """
                {"id": "new", "holder": "Osterlich", "spokenFor": "Osterlich", "issue": "Who pays for the bridge",
                 "stance": "against", "addressees": ["Klopstok"],
                 "source": {"outlet": "Morning Star", "agency": "Osterlich Telegraph", "publishedOn": "2024-03-02"}}
                """;
        assertThat(ingest.post(report).status()).isEqualTo(422);

        var answer = file("register=state", report);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("id").asText())
                .isEqualTo("osterlich.who-pays-for-the-bridge.new");
        assertThat(answer.json().get("registered"))
                .isEqualTo(
                        RunningIngest.JSON.readTree(
                                """
                                [{"type": "actor", "id": "osterlich", "kind": "state", "name": "Osterlich", "near": []},
                                 {"type": "issue", "id": "who-pays-for-the-bridge", "name": "Who pays for the bridge", "near": []},
                                 {"type": "outlet", "id": "morning-star", "name": "Morning Star", "near": []},
                                 {"type": "outlet", "id": "osterlich-telegraph", "name": "Osterlich Telegraph", "near": []},
                                 {"type": "actor", "id": "klopstok", "kind": "state", "name": "Klopstok", "near": []}]
                                """));
        assertThat(entry("outlet/osterlich-telegraph").get("kind").asText()).isEqualTo("agency");
        assertThat(entry("outlet/morning-star").get("kind").asText()).isEqualTo("other");
        var again = file("register=state", report);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().has("registered")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "organization", "person", "group"})
    void an_actor_becomes_what_the_request_says(String kind) {
        var answer = file("register=" + kind, about("kind", "A " + kind + " of Mars"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(entry("actor/a-" + kind + "-of-mars").get("kind").asText()).isEqualTo(kind);
    }

    @Test
    void no_kind_of_actor_is_guessed_and_issues_and_outlets_have_none_to_guess() {
        var refused = file("register=true", about("guess", "Balnibarbi"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/violations/0/pointer").asText()).isEqualTo("/holder");
        assertThat(refused.json().at("/violations/0/message").asText())
                .isEqualTo(
                        "no actor is called 'Balnibarbi', and the service does not guess a kind: give register=state, organization, person or group");
        assertThat(
                        file(
                                        "register=true",
                                        Samples.report("plain")
                                                .replace("daily-planet", "Lagado Times")
                                                .replace("river-treaty", "Flying island"))
                                .status())
                .isEqualTo(201);
    }

    @Test
    void a_name_with_near_ones_is_refused_with_them_unless_it_is_forced() {
        var report = about("near", "Freedoniya");

        var refused = file("register=state", report);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/violations/0/message").asText())
                .isEqualTo(
                        "no actor is called 'Freedoniya', but others have nearly the same name: name one of them, or register a new one with force=true");
        assertThat(refused.json().at("/violations/0/suggestions/0").asText())
                .isEqualTo("Freedonia");

        var forced = file("register=state&force=true", report);
        assertThat(forced.status()).as(forced.body()).isEqualTo(201);
        assertThat(forced.json().at("/registered/0/id").asText()).isEqualTo("freedoniya");
        assertThat(forced.json().at("/registered/0/near/0").asText()).isEqualTo("Freedonia");
    }

    @Test
    void after_three_names_with_near_ones_the_rest_of_the_report_is_not_compared() {
        var report =
                Samples.report("rest")
                        .replace(
                                "\"saidOn\"",
                                "\"addressees\": [\"Freedonja\", \"Fredonia\", \"Freedona\", \"Freedoniaa\", \"Nobody near\"], \"saidOn\"");

        var answer = file("register=state", report);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        var messages = answer.json().get("violations").findValuesAsText("message");
        assertThat(messages).hasSize(5);
        assertThat(messages.subList(0, 3)).allMatch(text -> text.contains("nearly the same name"));
        assertThat(messages.subList(3, 5))
                .containsExactly(
                        "no actor is called 'Freedoniaa'. It was not compared with the known names, because 3 names before it were refused as too close to known ones: correct those first",
                        "no actor is called 'Nobody near'. It was not compared with the known names, because 3 names before it were refused as too close to known ones: correct those first");
    }

    @Test
    void names_of_one_report_are_near_to_each_other_too() {
        var report =
                about("each", "Laputania")
                        .replace("\"saidOn\"", "\"addressees\": [\"Laputanja\"], \"saidOn\"");

        var answer = file("register=state", report);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/violations/0/pointer").asText()).isEqualTo("/addressees/0");
        assertThat(answer.json().at("/violations/0/suggestions/0").asText()).isEqualTo("Laputania");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "latin, Sm\u00f8rland, smorland",
        "cyrillic, \u0421\u043e\u044e\u0437, actor-[0-9a-f]{8}",
        "mixed, Radio \u0421\u0432\u0435\u0442, radio-[0-9a-f]{8}",
        "chinese, \u5317\u65b9, actor-[0-9a-f]{8}",
        "arabic, \u0645\u0635\u0631, actor-[0-9a-f]{8}",
    })
    void every_script_gets_an_id(String script, String name, String id) {
        var answer = file("register=group", about(script, name));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().at("/registered/0/id").asText()).matches(id);
        assertThat(ingest.post(about(script, name)).status()).isEqualTo(200);
    }

    @Test
    void an_id_that_stands_for_another_thing_is_not_taken_for_the_name() {
        ingest.put("/v1/actors/brobdingnag", "{\"kind\": \"state\", \"name\": \"Lilliput\"}");
        // its own id is one of its names
        assertThat(ingest.post(about("id", "Brobdingnag")).status()).isEqualTo(201);
        ingest.put("/v1/actors/grammar-xy", "{\"kind\": \"group\", \"name\": \"Syntax\"}");

        var taken =
                new Actor(
                        "grammar-xy",
                        Actor.Kind.GROUP,
                        "Other",
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        null);

        assertThatThrownBy(() -> ingest.bean(RegistryLog.class).register(taken))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "The id grammar-xy of 'Other' belongs to the actor 'Syntax': PUT it under another id");
    }

    @Test
    void a_name_is_registered_as_it_can_be_read_back() {
        var answer = file("register=group", about("spaced", "\u3000Cafe\u0301 Society "));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(entry("actor/cafe-society").get("name").asText()).isEqualTo("Caf\u00e9 Society");
        assertThat(ingest.post(about("spaced", "CAFE society")).status()).isEqualTo(200);
    }

    @Test
    void a_line_that_registers_something_is_told_where_only_failures_are() {
        var answer =
                ingest.postAll(
                        "?results=errors&register=state",
                        about("line-1", "Houyhnhnmia") + "\n" + about("line-2", "Freedonia"));

        assertThat(answer.lines()).hasSize(2);
        assertThat(answer.lines().getFirst().at("/registered/0/id").asText())
                .isEqualTo("houyhnhnmia");
        assertThat(answer.lines().getFirst().get("line").asInt()).isEqualTo(1);
    }
}
