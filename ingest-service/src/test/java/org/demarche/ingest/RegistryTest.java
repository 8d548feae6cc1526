package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegistryTest {

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("registry");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void an_entry_is_stored_and_served_back_with_its_token() {
        var answer = ingest.put("/v1/actors/marx", "{\"name\": \"Marx\", \"kind\": \"person\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Demarche-Token")).isEqualTo("g:" + ingest.entries().size());
        assertThat(answer.json().get("id").asText()).isEqualTo("marx");
        assertThat(answer.json().get("kind").asText()).isEqualTo("person");
    }

    @Test
    void the_same_again_writes_nothing_and_something_else_replaces_it() {
        var one = "{\"name\": \"Groucho\", \"kind\": \"person\"}";
        assertThat(ingest.put("/v1/actors/groucho", one).status()).isEqualTo(201);
        var written = ingest.entries().size();

        assertThat(ingest.put("/v1/actors/groucho", one).status()).isEqualTo(200);
        assertThat(ingest.entries()).hasSize(written);

        var other = ingest.put("/v1/actors/groucho", one.replace("person", "group"));
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.json().get("kind").asText()).isEqualTo("group");
        assertThat(ingest.entries()).hasSize(written + 1);
    }

    @Test
    void a_name_that_another_has_is_refused_naming_its_owner() {
        var answer =
                ingest.put(
                        "/v1/actors/other",
                        "{\"name\": \"Other\", \"kind\": \"state\", \"aliases\": [\"SYLVANIA\"]}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/violations/0/pointer").asText()).isEqualTo("/aliases/0");
        assertThat(answer.json().get("detail").asText()).contains("sylvania");
    }

    @Test
    void a_name_is_in_use_as_soon_as_its_put_has_answered() {
        for (var i = 0; i < 20; i++) {
            ingest.put(
                    "/v1/actors/ally-" + i,
                    "{\"name\": \"Ally No %d\", \"kind\": \"state\"}".formatted(i));
            var report =
                    Samples.report("use").replace("\"freedonia\"", "\"ally no %d\"".formatted(i));
            assertThat(ingest.post(report).status()).isEqualTo(201);
        }
    }

    @Test
    void faults_are_told_with_their_places() {
        var answer =
                ingest.put(
                        "/v1/outlets/gazette",
                        "{\"name\": \"\", \"kind\": \"blog\", \"colour\": 1, \"owner\": \"nobody\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("violations").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/name", "/kind", "/colour");
        assertThat(ingest.put("/v1/actors/Big-Bad", "{}").status()).isEqualTo(422);
        assertThat(
                        ingest.put(
                                        "/v1/outlets/gazette",
                                        "{\"name\": \"G\", \"kind\": \"other\", \"owner\": \"nobody\"}")
                                .json()
                                .at("/violations/0/pointer")
                                .asText())
                .isEqualTo("/owner");
        assertThat(ingest.put("/v1/actors/x", "{").status()).isEqualTo(400);
    }

    @Test
    void merges_and_parents_in_a_circle_are_refused_however_many_entries_it_goes_through() {
        var state = "{\"name\": \"%s\", \"kind\": \"state\"%s}";
        var into = ", \"mergedInto\": \"%s\"";
        ingest.put("/v1/actors/ur", state.formatted("Ur", ""));
        ingest.put("/v1/actors/uruk", state.formatted("Uruk", into.formatted("ur")));
        ingest.put("/v1/actors/kish", state.formatted("Kish", into.formatted("uruk")));
        var issue = "{\"name\": \"%1$s\", \"proposition\": \"%1$s should be\"%2$s}";
        ingest.put("/v1/issues/one", issue.formatted("One", ""));
        ingest.put("/v1/issues/two", issue.formatted("Two", ", \"parent\": \"one\""));
        ingest.put("/v1/issues/three", issue.formatted("Three", ", \"mergedInto\": \"two\""));
        var written = ingest.entries().size();

        var merged = ingest.put("/v1/actors/ur", state.formatted("Ur", into.formatted("kish")));
        var itself = ingest.put("/v1/actors/ur", state.formatted("Ur", into.formatted("ur")));
        var parent =
                ingest.put("/v1/issues/one", issue.formatted("One", ", \"parent\": \"three\""));

        for (var answer : List.of(merged, itself, parent)) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).containsAnyOf("leads back to ", "is the entry itself");
        }
        assertThat(merged.json().at("/violations/0/pointer").asText()).isEqualTo("/mergedInto");
        assertThat(parent.json().at("/violations/0/pointer").asText()).isEqualTo("/parent");
        assertThat(ingest.entries()).hasSize(written);
    }
}
