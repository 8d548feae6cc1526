package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** As many names as the setting allows. */
class RegistryRoomTest {

    private static String state(String name, String aliases) {
        return "{\"kind\": \"state\", \"name\": \"%s\", \"aliases\": [%s]}"
                .formatted(name, aliases);
    }

    @Test
    void past_a_bound_nothing_is_registered_and_what_is_there_can_shrink() {
        try (var ingest = RunningIngest.start("room", "demarche.registry.most", "3")) {
            assertThat(ingest.put("/v1/actors/a", state("A", "\"Aa\", \"Aaa\"")).status())
                    .isEqualTo(201);

            var full = ingest.put("/v1/actors/b", state("B", ""));
            assertThat(full.status()).isEqualTo(507);
            assertThat(full.json().get("type").asText()).isEqualTo("/problems/registry-full");
            assertThat(full.json().get("detail").asText())
                    .isEqualTo(
                            "The registry has 3 names, and 3 are allowed: nothing was written. Raise the setting demarche.registry.most");

            assertThat(ingest.put("/v1/actors/a", state("A", "\"Aa\"")).status()).isEqualTo(200);
            assertThat(ingest.put("/v1/actors/b", state("B", "")).status()).isEqualTo(201);
            assertThat(ingest.put("/v1/actors/b", state("Bee", "")).status()).isEqualTo(200);

            var report =
                    ingest.send(
                            "POST",
                            "/v1/reports?register=state",
                            Samples.report("one"),
                            "Content-Type",
                            "application/json");
            assertThat(report.status()).as(report.body()).isEqualTo(507);
            assertThat(report.json().get("detail").asText()).contains("3 are allowed");
        }
    }

    @Test
    void a_bound_that_is_none_stops_the_start() {
        assertThatThrownBy(
                        () -> RunningIngest.start("no-room", "demarche.registry.most", "0").close())
                .rootCause()
                .hasMessage("demarche.registry.most is 0: it must be at least 1");
    }
}
