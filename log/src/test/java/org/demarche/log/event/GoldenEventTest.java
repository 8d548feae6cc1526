package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A type and version each: what is written has not changed, and what was written is still read. */
class GoldenEventTest {

    private final ReportCodec codec = new ReportCodec();

    record Kept(String name, int number, ReportEvent event, ReportEvent minimal) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kept> kept() {
        return Stream.of(
                new Kept(
                        "report-filed.v1",
                        0,
                        Reports.FILED,
                        new Filed(
                                Reports.ID,
                                Reports.MINIMAL,
                                Reports.HARDLY_RESOLVED,
                                Reports.DIGEST,
                                Reports.RECORDED)),
                new Kept(
                        "report-corrected.v1",
                        1,
                        Reports.CORRECTED,
                        new Corrected(
                                Reports.ID,
                                Reports.MINIMAL,
                                Reports.HARDLY_RESOLVED,
                                Reports.DIGEST,
                                Reports.RECORDED)),
                new Kept(
                        "report-retracted.v1",
                        2,
                        Reports.RETRACTED,
                        new Retracted(Reports.ID, "An error.", Reports.RECORDED)));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_is_written_has_not_changed(Kept kept) {
        var record = codec.encode("reports", kept.event, kept.number, "/ingest");

        assertThat(new String(record.value(), UTF_8))
                .isEqualTo(new String(Golden.value(kept.name), UTF_8));
        assertThat(Golden.headers(record)).isEqualTo(Golden.headers(kept.name));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_was_written_is_still_read(Kept kept) throws UnreadableEvent {
        var record = Golden.record(Golden.headers(kept.name), Golden.value(kept.name));

        assertThat(codec.decode(record, Reports.RECORDED)).isEqualTo(kept.event);
    }

    @Test
    void the_fields_that_came_later_are_written_and_read() throws UnreadableEvent {
        var event =
                new Filed(
                        Reports.ID,
                        Reports.LATER,
                        Reports.HARDLY_RESOLVED,
                        Reports.DIGEST,
                        Reports.RECORDED);
        var written = codec.encode("reports", event, 0, "/ingest").value();

        assertThat(new String(written, UTF_8))
                .isEqualTo(new String(Golden.value("report-filed.v1.later"), UTF_8));
        assertThat(
                        codec.decode(
                                Golden.record(Golden.headers("report-filed.v1"), written),
                                Reports.RECORDED))
                .isEqualTo(event);
    }

    @Test
    void a_restored_event_says_when_it_was_recorded() throws UnreadableEvent {
        var value = Golden.value("report-filed.v1");
        var restored = codec.encodeRestored("reports", Reports.FILED, value, 0, "/ingest");
        var headers = Golden.headers("report-filed.v1.restored");

        assertThat(Golden.headers(restored)).isEqualTo(headers);
        assertThat(restored.value()).isEqualTo(value);
        assertThat(ReportCodec.recorded(Golden.record(headers, value), Instant.EPOCH))
                .isEqualTo(Reports.RECORDED);
        assertThat(codec.decode(Golden.record(headers, value), Reports.RECORDED))
                .isEqualTo(Reports.FILED);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_a_later_writer_adds_is_passed_over(Kept kept) throws UnreadableEvent {
        var later = Golden.withUnknownFields(Golden.value(kept.name));

        assertThat(codec.decode(Golden.record(Golden.headers(kept.name), later), Reports.RECORDED))
                .isEqualTo(kept.event);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_has_only_the_required_fields_is_read(Kept kept) throws UnreadableEvent {
        var minimal = Golden.value(kept.name + ".minimal");

        assertThat(
                        codec.decode(
                                Golden.record(Golden.headers(kept.name), minimal),
                                Reports.RECORDED))
                .isEqualTo(kept.minimal);
    }
}
