package org.demarche.ingest.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.demarche.log.kafka.Topics;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFollowerTest {

    private static final ReportId ID = new ReportId("freedonia", "river-treaty", "one");
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static final String OTHER = "fedcba9876543210".repeat(4);
    private static final LocalDate EPOCH = LocalDate.EPOCH;

    private final ReportIndex index = new ReportIndex();
    private final Articles articles = new Articles();
    private final LogFollower follower = new LogFollower(index, articles, 1);

    @Test
    void a_report_in_the_log_takes_its_id() {
        follower.handle(record(DIGEST));

        assertThat(index.get(ID).orElseThrow().holds(DIGEST)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123", "0123456789abcdeg", "0123456789abcdef0123456789abcdef"})
    void a_record_whose_digest_is_none_takes_no_id_and_stops_nothing(String digest) {
        follower.handle(record(digest));
        assertThat(index.get(ID)).isEmpty();

        follower.handle(record(DIGEST));
        assertThat(index.get(ID)).isPresent();
    }

    @Test
    void corrections_and_retractions_are_known_by_their_headers_alone() {
        follower.handle(record(DIGEST));
        follower.handle(event(8, "report-corrected", OTHER));
        assertThat(index.standing(ID))
                .contains(new ReportState(1, Fingerprint.of(OTHER), 8, EPOCH));

        follower.handle(event(9, "report-retracted", null));
        assertThat(index.standing(ID)).contains(new ReportState(2, null, 9, EPOCH));
        assertThat(index.get(ID).orElseThrow().holds(DIGEST)).isTrue();
    }

    @Test
    void a_content_is_odd_only_while_another_report_has_it() {
        var like = new ReportId("freedonia", "river-treaty", "two");
        follower.handle(record(DIGEST));
        assertThat(articles.likeness(like, DIGEST)).hasSize(1);

        follower.handle(event(8, "report-corrected", OTHER));
        assertThat(articles.likeness(like, DIGEST)).isEmpty();
        assertThat(articles.likeness(like, OTHER)).hasSize(1);

        follower.handle(event(9, "report-retracted", null));
        follower.handle(event(8, "report-corrected", OTHER));
        assertThat(articles.likeness(like, OTHER)).isEmpty();
    }

    @Test
    void what_the_fold_would_park_changes_nothing_and_stops_nothing() {
        follower.handle(event(6, "report-retracted", null));
        follower.handle(record(DIGEST));
        follower.handle(event(8, "report-corrected", null));
        follower.handle(event(9, "report-corrected", "0123"));
        follower.handle(event(10, "report-filed", OTHER));
        follower.handle(event(11, "report-withdrawn", OTHER));
        follower.handle(event(12, ID + "#1", "report-retracted", null, "sylvania"));

        assertThat(index.standing(ID))
                .contains(new ReportState(0, Fingerprint.of(DIGEST), 7, EPOCH));
    }

    @Test
    void a_record_in_another_partition_than_its_holders_takes_no_id() {
        var partitions = 2;
        var its = Topics.partitionOf(ID.holder(), partitions);
        var two = new LogFollower(index, new Articles(), partitions);

        two.handle(in(1 - its, record(DIGEST)));
        assertThat(index.get(ID)).isEmpty();

        two.handle(in(its, record(DIGEST)));
        assertThat(index.get(ID)).isPresent();
    }

    private static ConsumerRecord<byte[], byte[]> in(
            int partition, ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                partition,
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    private static ConsumerRecord<byte[], byte[]> record(String digest) {
        return event(7, ID.toString(), "report-filed", digest, "freedonia");
    }

    private static ConsumerRecord<byte[], byte[]> event(
            long offset, String type, @Nullable String digest) {
        return event(offset, ID + "#1", type, digest, "freedonia");
    }

    private static ConsumerRecord<byte[], byte[]> event(
            long offset, String id, String type, @Nullable String digest, String key) {
        var record =
                new ConsumerRecord<>(
                        "reports",
                        0,
                        offset,
                        0L,
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        0,
                        key.getBytes(UTF_8),
                        new byte[0],
                        new RecordHeaders(),
                        Optional.empty());
        record.headers().add("ce_id", id.getBytes(UTF_8)).add("ce_type", type.getBytes(UTF_8));
        if (digest != null) {
            record.headers().add("ce_digest", digest.getBytes(UTF_8));
        }
        return record;
    }
}
