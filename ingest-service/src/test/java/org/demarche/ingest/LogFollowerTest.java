package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFollowerTest {

    private static final ReportId ID = new ReportId("freedonia", "river-treaty", "one");
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private final ReportIndex index = new ReportIndex();
    private final LogFollower follower = new LogFollower(index);

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

    private static ConsumerRecord<byte[], byte[]> record(String digest) {
        var record =
                new ConsumerRecord<>("reports", 0, 7, "freedonia".getBytes(UTF_8), new byte[0]);
        record.headers().add("ce_id", ID.toString().getBytes(UTF_8));
        record.headers().add("ce_digest", digest.getBytes(UTF_8));
        return record;
    }
}
