package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedTest {

    private static final Instant NINE = Instant.parse("2024-05-06T09:00:00Z");
    private static final Instant TEN = Instant.parse("2024-05-06T10:00:00Z");

    @Test
    void an_event_is_recorded_when_the_log_took_it_in() throws UnreadableEvent {
        assertThat(ReportCodec.recorded(appended(TEN, null), NINE)).isEqualTo(TEN);
    }

    @Test
    void a_clock_that_steps_back_takes_no_event_with_it() throws UnreadableEvent {
        assertThat(ReportCodec.recorded(appended(NINE, null), TEN)).isEqualTo(TEN);
        assertThat(ReportCodec.recorded(appended(TEN, null), TEN.plusNanos(1)))
                .isEqualTo(TEN.plusNanos(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-05-06T08:59:59.999999999Z",
                "1970-01-01T00:00:00Z",
                "2024-05-06T10:00:00.000000001Z",
                "2024-05-08T10:00:00Z"
            })
    void a_restored_event_is_recorded_exactly_when_it_was(String original) throws UnreadableEvent {
        assertThat(ReportCodec.recorded(appended(TEN, original), NINE))
                .isEqualTo(Instant.parse(original));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024-05-06",
                "1969-12-31T23:59:59Z",
                "2024-05-08T10:00:00.000000001Z",
                "3000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z"
            })
    void what_a_restore_cannot_have_written_is_unreadable(String original) {
        assertThatThrownBy(() -> ReportCodec.recorded(appended(TEN, original), NINE))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageStartingWith("header ce_recordedoriginal: '" + original + "'");
    }

    private static ConsumerRecord<byte[], byte[]> appended(Instant at, String original) {
        var headers = new RecordHeaders();
        if (original != null) {
            headers.add("ce_recordedoriginal", original.getBytes(UTF_8));
        }
        return new ConsumerRecord<>(
                "reports",
                0,
                0L,
                at.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                null,
                null,
                headers,
                Optional.empty());
    }
}
