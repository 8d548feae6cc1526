package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.log.registry.EntryHistory;
import org.demarche.log.registry.EntryRevision;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.junit.jupiter.api.Test;

/** The entries of an export go into another registry, with their past. */
class RestoredEntriesTest extends Restores {

    @Test
    void entries_come_in_any_order_and_names_have_one_owner_all_the_same() {
        try (var ingest = RunningIngest.start("restored-registry")) {
            var answer = restore(ingest, registry());

            assertThat(answer.lines().getFirst().toString())
                    .isEqualTo("{\"line\":1,\"status\":201,\"type\":\"outlet\",\"id\":\"wire\"}");
            assertThat(ingest.entries()).hasSize(6);
            assertThat(restore(ingest, registry()).lines().getLast().get("summary").toString())
                    .isEqualTo("{\"lines\":6,\"created\":0,\"repeated\":6,\"failed\":0}");
            assertThat(ingest.entries()).hasSize(6);

            var taken =
                    restore(
                            ingest,
                            "{\"type\":\"actor\",\"id\":\"other\",\"entry\":{\"id\":\"other\",\"kind\":\"state\",\"name\":\"Sylvania\"}}");

            assertThat(taken.lines().getFirst().at("/problem/type").asText())
                    .isEqualTo("/problems/taken");
            var unreadable =
                    restore(ingest, "{\"type\":\"actor\",\"id\":\"x\",\"entry\":{\"id\":\"x\"}}");
            assertThat(unreadable.lines().getFirst().at("/problem/violations/0/pointer").asText())
                    .isEqualTo("/entry");
        }
    }

    @Test
    void entries_keep_the_past_that_an_export_has() {
        try (var ingest = RunningIngest.start("restored-past")) {
            restore(ingest, registry());

            var history = history(ingest, EntryType.ACTOR, "sylvania");

            assertThat(history.complete()).isTrue();
            assertThat(history.revisions())
                    .extracting(EntryRevision::recorded)
                    .containsExactly(LONG_AGO, LONG_AGO);
            ingest.put("/v1/actors/sylvania", "{\"kind\": \"state\", \"name\": \"New\"}");
            assertThat(history(ingest, EntryType.ACTOR, "sylvania").revisions())
                    .hasSize(3)
                    .element(1)
                    .extracting(EntryRevision::recorded)
                    .isEqualTo(LONG_AGO);
        }
    }

    @Test
    void nothing_is_known_of_the_past_of_an_earlier_release() {
        try (var ingest = RunningIngest.start("restored-without-past")) {
            restore(
                    ingest,
                    "{\"type\":\"actor\",\"id\":\"other\",\"entry\":{\"id\":\"other\",\"kind\":\"state\",\"name\":\"Other\"}}");

            assertThat(history(ingest, EntryType.ACTOR, "other").complete()).isFalse();
            assertThat(history(ingest, EntryType.ACTOR, "other").revisions()).hasSize(1);
        }
    }

    @Test
    void a_past_that_is_none_is_refused() {
        try (var ingest = RunningIngest.start("restored-bad-past")) {
            var answer =
                    restore(
                            ingest,
                            "{\"type\":\"actor\",\"id\":\"other\",\"entry\":{\"id\":\"other\",\"kind\":\"state\",\"name\":\"Other\"},\"past\":{\"recorded\":\"9000-01-01T00:00:00Z\"}}");

            assertThat(answer.lines().getFirst().at("/problem/violations/0").toString())
                    .contains("\"/entry\"", "9000-01-01T00:00:00Z is in the future");
            assertThat(ingest.entries()).isEmpty();
        }
    }

    private static EntryHistory history(RunningIngest ingest, EntryType type, String id) {
        return ingest.bean(RegistryReader.class).registry().history(type, id).orElseThrow();
    }
}
