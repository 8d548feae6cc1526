package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.demarche.ingest.log.Appender;
import org.demarche.log.kafka.Topics;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @TempDir private Path seeds;

    @Test
    void a_new_service_knows_what_was_filed_before() {
        String first;
        try (var ingest = RunningIngest.start("restart")) {
            Samples.register(ingest);
            first = ingest.post(Samples.report("one")).body();
        }
        try (var ingest = RunningIngest.start("restart")) {
            var again = ingest.post(Samples.report("one"));
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first);
            assertThat(ingest.post(Samples.report("one").replace("favor", "none")).status())
                    .isEqualTo(409);
            assertThat(ingest.reports()).hasSize(1);
        }
    }

    @Test
    void a_new_service_knows_what_was_corrected_and_retracted_before() {
        String corrected;
        String retracted;
        try (var ingest = RunningIngest.start("amended")) {
            Samples.register(ingest);
            ingest.post(Samples.report("one"));
            ingest.retract("one", "Not said");
            corrected = ingest.correct("one", Samples.CORRECTED).body();
            ingest.post(Samples.report("two"));
            ingest.correct("two", Samples.CORRECTED);
            retracted = ingest.retract("two", "Not said").body();
        }
        try (var ingest = RunningIngest.start("amended")) {
            assertThat(ingest.correct("one", Samples.CORRECTED).body()).isEqualTo(corrected);
            assertThat(ingest.post(Samples.report("one")).json().has("retracted")).isFalse();
            assertThat(ingest.retract("two", "Not said").body()).isEqualTo(retracted);
            assertThat(ingest.post(Samples.report("two")).json().get("retracted").asBoolean())
                    .isTrue();
            assertThat(ingest.reports()).hasSize(6);

            var back = ingest.correct("two", Samples.REPORT);
            assertThat(back.status()).isEqualTo(201);
            assertThat(back.json().get("event").asInt()).isEqualTo(3);
        }
    }

    @Test
    void a_log_that_has_lost_its_beginning_takes_no_report() throws Exception {
        try (var ingest = RunningIngest.start("lost")) {
            Samples.register(ingest);
            ingest.post(Samples.report("one"));
            ingest.post(Samples.report("two"));
            var first = ingest.reports().getFirst();
            var place = new TopicPartition(first.topic(), first.partition());
            ingest.bean(Admin.class)
                    .deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }
        try (var ingest = RunningIngest.starting("lost")) {
            assertThatThrownBy(() -> ingest.startup().get())
                    .hasMessageContaining("The log has lost its beginning: partition");

            var answer = ingest.post(Samples.report("one"));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("The log has lost its beginning", "nothing was written");
            assertThat(ingest.reports()).hasSize(1);
        }
    }

    @Test
    void nothing_is_written_to_a_partition_that_was_folded_further_than_it_goes() throws Exception {
        try (var ingest = RunningIngest.start("cut")) {
            Samples.register(ingest);
            ingest.post(Samples.report("one"));
            var freedonia = Topics.partitionOf("freedonia", 3);
            assertThat(freedonia).isNotEqualTo(Topics.partitionOf("sylvania", 3));
            ingest.bean(Admin.class)
                    .alterConsumerGroupOffsets(
                            "cut.positions.v3",
                            Map.of(
                                    new TopicPartition("cut.reports", freedonia),
                                    new OffsetAndMetadata(1000)))
                    .all()
                    .get();
        }
        try (var ingest = RunningIngest.start("cut")) {
            var sentence =
                    "Partition %d of the log has lost events: it ends at offset 1, and was read up to offset 1000 before"
                            .formatted(Topics.partitionOf("freedonia", 3));

            var refused = ingest.post(Samples.report("two"));

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().get("detail").asText())
                    .isEqualTo(sentence + ": nothing was written there");
            assertThat(ingest.retract("one", "Not said").status()).isEqualTo(503);
            assertThat(ingest.post(Samples.report("one")).status()).isEqualTo(200);
            assertThat(ingest.reports()).hasSize(1);
            var sylvania = Samples.report("three").replace("freedonia", "sylvania");
            assertThat(ingest.post(sylvania).status()).isEqualTo(201);
            var health = ingest.operation("/health/readiness");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.body()).contains(sentence);
        }
    }

    @Test
    void an_entry_that_cannot_be_read_keeps_nobody_from_starting_and_a_put_mends_it() {
        var actor = "{\"name\": \"Groucho\", \"kind\": \"person\"}";
        try (var ingest = RunningIngest.start("unread")) {
            Samples.register(ingest);
            ingest.put("/v1/actors/groucho", actor);
            var damaged =
                    new ProducerRecord<>(
                            "unread.registry",
                            "actor/groucho".getBytes(UTF_8),
                            "nonsense".getBytes(UTF_8));
            ingest.bean(Appender.class).append(damaged).join();
        }
        try (var ingest = RunningIngest.start("unread")) {
            assertThat(ingest.post(Samples.report("one")).status()).isEqualTo(201);
            var health = ingest.operation("/health/readiness");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.body())
                    .contains("unread.registry, partition 0, cannot be read and changes nothing");

            assertThat(ingest.put("/v1/actors/groucho", actor).status()).isEqualTo(200);

            assertThat(ingest.operation("/health/readiness").body())
                    .doesNotContain("cannot be read");
        }
    }

    @Test
    void one_service_hears_what_another_has_filed() {
        try (var one = RunningIngest.start("several");
                var other = RunningIngest.start("several")) {
            Samples.register(one);
            one.post(Samples.report("shared"));
            Await.until(
                    "the other knows the report",
                    () -> other.post(Samples.report("shared")).status() == 200);
            assertThat(one.reports()).hasSize(1);
        }
    }

    @Test
    void seeds_are_filed_into_an_empty_log_and_never_again() throws IOException {
        writeSeeds();
        try (var ingest = RunningIngest.start("seeds", "demarche.seeds", seeds.toString())) {
            assertThat(ids(ingest)).containsExactlyInAnyOrder("s1", "s2", "s3");
            assertThat(ingest.entries()).hasSize(4);
        }
        Files.writeString(seeds.resolve("actors.ndjson"), actor("freedonia", "Another name"));
        try (var ingest = RunningIngest.start("seeds", "demarche.seeds", seeds.toString())) {
            assertThat(ids(ingest)).hasSize(3);
            assertThat(ingest.entries()).hasSize(4);
        }
    }

    @Test
    void seeds_that_were_cut_short_are_completed() throws IOException {
        writeSeeds();
        var all = Files.readString(seeds.resolve("reports.ndjson"));
        try (var ingest = RunningIngest.start("half", "demarche.seeds", seeds.toString())) {
            assertThat(ids(ingest)).hasSize(3);
        }
        Files.writeString(seeds.resolve("reports.ndjson"), all + seed("s4") + seed("s5"));
        try (var ingest = RunningIngest.start("half", "demarche.seeds", seeds.toString())) {
            assertThat(ids(ingest)).containsExactlyInAnyOrder("s1", "s2", "s3", "s4", "s5");
        }
    }

    @Test
    void a_log_with_reports_of_its_own_gets_no_seeds_of_a_later_release() throws IOException {
        writeSeeds();
        try (var ingest = RunningIngest.start("release", "demarche.seeds", seeds.toString())) {
            assertThat(ingest.post(Samples.report("mine")).status()).isEqualTo(201);
        }
        append("reports.ndjson", seed("s4"));
        append("actors.ndjson", actor("sylvania", "Sylvania"));
        try (var ingest = RunningIngest.start("release", "demarche.seeds", seeds.toString())) {
            assertThat(ids(ingest)).containsExactlyInAnyOrder("s1", "s2", "s3", "mine");
            assertThat(ingest.entries()).hasSize(4);
        }
    }

    @Test
    void a_seed_whose_name_somebody_took_meanwhile_is_left_out() throws IOException {
        writeSeeds();
        try (var ingest = RunningIngest.start("name", "demarche.seeds", seeds.toString())) {
            var taken = "{\"kind\": \"state\", \"name\": \"Osterlich\"}";
            assertThat(ingest.put("/v1/actors/east", taken).status()).isEqualTo(201);
        }
        append("reports.ndjson", seed("s4"));
        append("actors.ndjson", actor("osterlich", "Osterlich"));
        try (var ingest = RunningIngest.start("name", "demarche.seeds", seeds.toString())) {
            assertThat(ids(ingest)).containsExactlyInAnyOrder("s1", "s2", "s3", "s4");
            assertThat(ingest.entries()).hasSize(5);
        }
    }

    @Test
    void a_log_that_began_without_the_seeds_stays_without_them() throws IOException {
        writeSeeds();
        try (var ingest = RunningIngest.start("own")) {
            Samples.register(ingest);
            ingest.post(Samples.report("mine"));
        }
        try (var ingest = RunningIngest.start("own", "demarche.seeds", seeds.toString())) {
            assertThat(ids(ingest)).containsExactly("mine");
        }
    }

    @Test
    void a_bad_seed_stops_the_start_naming_file_and_line() throws IOException {
        writeSeeds();
        Files.writeString(
                seeds.resolve("reports.ndjson"),
                seed("s1") + "\n" + seed("s2").replace("favor", "for"));
        try (var ingest = RunningIngest.starting("badseed", "demarche.seeds", seeds.toString())) {
            assertThatThrownBy(() -> ingest.startup().join())
                    .hasMessageContaining("reports.ndjson, line 3")
                    .hasMessageContaining("/stance");
            assertThat(ingest.send("GET", "/health/readiness", "").status()).isEqualTo(503);
            assertThat(ingest.post(Samples.report("x")).status()).isEqualTo(503);
        }
    }

    @Test
    void a_folder_of_seeds_that_is_not_there_stops_the_start() {
        var missing = seeds.resolve("nowhere");
        try (var ingest =
                RunningIngest.starting("nofolder", "demarche.seeds", missing.toString())) {
            assertThatThrownBy(() -> ingest.startup().join()).hasMessageContaining("nowhere");
        }
    }

    @Test
    void one_port_for_all_stops_the_start() {
        assertThatThrownBy(
                        () ->
                                RunningIngest.start(
                                        "ports",
                                        "micronaut.server.port",
                                        "8085",
                                        "demarche.operation.port",
                                        "8085"))
                .hasStackTraceContaining(
                        "micronaut.server.port and demarche.operation.port are both 8085");
    }

    @Test
    void an_unknown_setting_stops_the_start() {
        assertThatThrownBy(() -> RunningIngest.start("setting", "demarche.seed", "x"))
                .hasStackTraceContaining("The setting demarche.seed does not exist");
    }

    private void writeSeeds() throws IOException {
        Files.writeString(
                seeds.resolve("actors.ndjson"),
                actor("freedonia", "Freedonia")
                        + "{\"id\": \"rufus-firefly\", \"kind\": \"person\", \"name\": \"Rufus\", \"memberOf\": [{\"actor\": \"freedonia\"}]}\n");
        Files.writeString(
                seeds.resolve("issues.ndjson"),
                "{\"id\": \"river-treaty\", \"name\": \"River\", \"proposition\": \"Sign it\"}\n");
        Files.writeString(
                seeds.resolve("outlets.ndjson"),
                "{\"id\": \"daily-planet\", \"name\": \"Planet\", \"kind\": \"newspaper\"}\n");
        Files.writeString(seeds.resolve("reports.ndjson"), seed("s1") + seed("s2") + seed("s3"));
    }

    private void append(String file, String lines) throws IOException {
        Files.writeString(seeds.resolve(file), lines, StandardOpenOption.APPEND);
    }

    private static String actor(String id, String name) {
        return "{\"id\": \"%s\", \"kind\": \"state\", \"name\": \"%s\"}\n".formatted(id, name);
    }

    private static String seed(String token) {
        return Samples.report(token) + "\n";
    }

    private static List<String> ids(RunningIngest ingest) {
        return ingest.reports().stream()
                .map(one -> new String(one.headers().lastHeader("ce_id").value(), UTF_8))
                .map(id -> id.substring(id.lastIndexOf('.') + 1))
                .toList();
    }
}
