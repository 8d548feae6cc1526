package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.log.kafka.Topics;
import org.demarche.log.view.Mark;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record that cannot be folded is a dead letter, once, and holds nothing up. */
class PoisonTest {

    private final Stack stack = new Stack(1);
    private final String reports = stack.config.topics().reports();

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void each_record_that_cannot_be_folded_is_a_dead_letter_once_and_the_rest_is_folded() {
        var good = filed("norland", "r1", FAVOR, "2024-03-01");
        stack.append(good);
        stack.append(new ProducerRecord<>(reports, null, "garbage".getBytes(UTF_8)));
        stack.append(new ProducerRecord<>(reports, "norland".getBytes(UTF_8), null));
        foldAll();
        var sound = stack.record(filed("norland", "r2", FAVOR, "2024-03-02"));
        stack.append(
                new ProducerRecord<>(
                        reports, null, "sudland".getBytes(UTF_8), sound.value(), sound.headers()));
        var unknown = stack.record(filed("norland", "r3", FAVOR, "2024-03-03"));
        unknown.headers()
                .add("ce_id", "norland.river-treaty.r3#1".getBytes(UTF_8))
                .add("ce_type", "report-shredded".getBytes(UTF_8));
        stack.append(unknown);
        stack.append(filed("norland", "r1", AGAINST, "2024-03-04"));
        stack.append(good);
        stack.append(
                new Retracted(ReportId.parse("norland.river-treaty.r9"), "none", Instant.EPOCH));
        foldAll();
        foldAll();

        assertThat(stack.deadLetters())
                .extracting(
                        letter -> new String(letter.key(), UTF_8),
                        letter -> header(letter, "reason"))
                .containsExactlyInAnyOrder(
                        tuple(reports + "/0/1", "header ce_id: is missing"),
                        tuple(reports + "/0/2", "header ce_id: is missing"),
                        tuple(reports + "/0/3", "key: the key is not the holder"),
                        tuple(
                                reports + "/0/4",
                                "header ce_type: the type 'report-shredded' is unknown"),
                        tuple(reports + "/0/5", "id-taken"),
                        tuple(reports + "/0/7", "no-such-report"));
        assertThat(stack.marks().get(0))
                .extracting(Mark::next, Mark::deadLetters)
                .containsExactly(8L, 6L);
        assertThat(stack.documents())
                .isEqualTo(Reference.documents(List.of(stack.events().getFirst())));
    }

    @Test
    void a_record_in_another_partition_than_its_key_leads_to_is_a_dead_letter() {
        try (var two = new Stack(2)) {
            var its = Topics.partitionOf("norland", 2);
            var log = two.config.topics().reports();
            var misplaced = two.record(filed("norland", "r1", FAVOR, "2024-03-01"));
            two.append(
                    new ProducerRecord<>(
                            log, 1 - its, misplaced.key(), misplaced.value(), misplaced.headers()));
            two.append(filed("norland", "r2", FAVOR, "2024-03-02"));
            try (var _ = two.workers(1)) {
                two.awaitFolded();
            }

            assertThat(two.deadLetters())
                    .extracting(
                            letter -> new String(letter.key(), UTF_8),
                            letter -> header(letter, "reason"))
                    .containsExactly(
                            tuple(
                                    log + "/" + (1 - its) + "/0",
                                    "key: the record is in partition %d, but its key belongs to partition %d"
                                            .formatted(1 - its, its)));
        }
    }

    @Test
    void a_record_that_claims_the_future_does_not_move_the_clock_of_its_partition() {
        var forged = stack.record(filed("norland", "r1", FAVOR, "2024-03-01"));
        forged.headers().add("ce_recordedoriginal", "3000-01-01T00:00:00Z".getBytes(UTF_8));
        stack.append(forged);
        stack.append(filed("norland", "r2", FAVOR, "2024-03-02"));
        foldAll();

        assertThat(stack.deadLetters())
                .extracting(letter -> header(letter, "reason"))
                .singleElement()
                .asString()
                .startsWith("header ce_recordedoriginal: '3000-01-01T00:00:00Z' is after ")
                .endsWith(", so no restore has written it");
        assertThat(stack.marks().get(0).recorded()).isBefore(Instant.parse("2999-01-01T00:00:00Z"));
    }

    @Test
    void a_dead_letter_is_the_record_as_it_was_with_where_it_lay() {
        var record = stack.record(filed("norland", "r1", FAVOR, "2024-03-01"));
        stack.append(
                new ProducerRecord<>(
                        reports,
                        null,
                        "sudland".getBytes(UTF_8),
                        record.value(),
                        record.headers()));
        foldAll();

        var letter = stack.deadLetters().getFirst();
        assertThat(letter.value()).isEqualTo(record.value());
        assertThat(header(letter, "projection")).isEqualTo("positions");
        assertThat(header(letter, "version")).isEqualTo(String.valueOf(Stack.VERSION.number()));
        assertThat(header(letter, "key")).isEqualTo("sudland");
        assertThat(header(letter, "source.ce_id")).isEqualTo("norland.river-treaty.r1");
    }

    private void foldAll() {
        try (var _ = stack.workers(1)) {
            stack.awaitFolded();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
