package org.demarche.log.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.demarche.log.event.EventId;
import org.demarche.log.event.Golden;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.Reports;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.ReportEvent;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of a view, which outlive the process that wrote them. */
class ViewDocumentTest {

    static final List<ReportEvent> EVENTS =
            List.of(Reports.FILED, Reports.CORRECTED, Reports.RETRACTED);

    private static final Mark MARK = new Mark(128, 3, Instant.parse("2024-05-06T07:08:09.123Z"));

    @ParameterizedTest
    @FieldSource("EVENTS")
    void an_event_is_kept_with_its_body_byte_for_byte(ReportEvent event) throws UnreadableEvent {
        var body = new ReportCodec().encode("reports", event, number(event), "/ingest").value();
        var golden = Golden.value("e." + event.wireName() + ".v1");

        assertThat(new String(EventDocument.of(event, body), UTF_8))
                .isEqualTo(new String(golden, UTF_8));
        assertThat(EventDocument.decode(golden)).isEqualTo(event);
        assertThat(EventDocument.decode(Golden.withUnknownFields(golden))).isEqualTo(event);
    }

    @Test
    void a_mark_is_kept() throws UnreadableEvent {
        var golden = Golden.value("mark.v1");

        assertThat(new String(MARK.encode(), UTF_8)).isEqualTo(new String(golden, UTF_8));
        assertThat(Mark.decode(golden)).isEqualTo(MARK);
        assertThat(Mark.decode(Golden.withUnknownFields(golden))).isEqualTo(MARK);
    }

    @Test
    void a_mark_tells_of_the_last_dead_letter_and_of_the_end() throws UnreadableEvent {
        var mark =
                new Mark(
                        128,
                        3,
                        Instant.parse("2024-05-06T07:08:09.123Z"),
                        new Mark.DeadLetter(120, "header ce_id: \"x\" is missing"),
                        true);
        var golden = Golden.value("mark.ended.v1");

        assertThat(new String(mark.encode(), UTF_8)).isEqualTo(new String(golden, UTF_8));
        assertThat(Mark.decode(golden)).isEqualTo(mark);
        assertThat(Mark.decode(Golden.withUnknownFields(golden))).isEqualTo(mark);
    }

    @Test
    void the_reason_of_a_dead_letter_is_cut_to_what_can_be_written() throws UnreadableEvent {
        var letter = new Mark.DeadLetter(7, "x".repeat(199) + "\ud83c\udf0d and more");
        var mark = new Mark(8, 1, Instant.EPOCH, letter, false);

        assertThat(letter.reason()).isEqualTo("x".repeat(199) + '?');
        assertThat(Mark.decode(mark.encode())).isEqualTo(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"next\":1,\"deadLetters\":0}",
                "{\"next\":\"1\",\"deadLetters\":0,\"recorded\":\"2024-05-06T07:08:09Z\"}",
                "{\"next\":1,\"deadLetters\":0,\"recorded\":\"2024-05-06\"}",
                "{\"next\":1,\"deadLetters\":0,\"recorded\":\"2024-05-06T07:08:09Z\",\"ended\":1}",
                "{\"next\":1,\"deadLetters\":1,\"recorded\":\"2024-05-06T07:08:09Z\",\"lastDeadLetter\":{}}"
            })
    void half_a_mark_is_no_mark(String value) {
        assertThatThrownBy(() -> Mark.decode(value.getBytes(UTF_8)))
                .isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void keys_lie_so_that_what_belongs_together_stands_together() {
        var statement = new StatementId("norland", "strait-talks", "0123456789abcdef01234567");
        var event = new EventId(Reports.ID, 2);

        assertThat(ViewKey.position("norland", "strait-talks")).isEqualTo("p/norland/strait-talks");
        assertThat(ViewKey.event(statement, event))
                .isEqualTo("e/norland/strait-talks/0123456789abcdef01234567/a-1/2")
                .startsWith(ViewKey.eventsOf(statement))
                .startsWith(ViewKey.eventsOf("norland", "strait-talks"));
        assertThat(ViewKey.event(ViewKey.event(statement, event))).isEqualTo(event);
        assertThat(ViewKey.mark(11)).isEqualTo("~11").isGreaterThan("x/");
        assertThat(ViewKey.isMark("~0")).isTrue();
        assertThat(ViewKey.isMark("p/a/b")).isFalse();
    }

    @Test
    void keys_of_shifts_lie_in_the_order_of_the_days_an_open_start_first() {
        var days =
                List.of(
                        new Days(null, LocalDate.parse("2024-05-01")),
                        new Days(null, LocalDate.parse("2025-01-01")),
                        Days.on(LocalDate.parse("0000-01-01")),
                        Days.on(LocalDate.parse("2024-02-29")),
                        Days.on(LocalDate.parse("2024-03-01")),
                        new Days(LocalDate.parse("2024-03-01"), LocalDate.parse("2024-03-31")),
                        Days.on(LocalDate.parse("2024-03-02")),
                        Days.on(LocalDate.parse("9999-12-31")));
        var subject = new Subject("norland", "strait-talks");
        var keys = days.stream().map(into -> ViewKey.shift(subject, into)).toList();

        assertThat(keys).isSorted();
        assertThat(keys.getFirst()).isEqualTo("x/-/2024-05-01/norland/strait-talks");
        assertThat(keys.get(5)).isEqualTo("x/2024-03-01/2024-03-31/norland/strait-talks");
        assertThat(keys).extracting(ViewKey::daysOfShift).isEqualTo(days);
        assertThat(keys).extracting(ViewKey::subjectOfShift).containsOnly(subject);
        assertThat(keys).allMatch(ViewKey::isShift).allMatch(key -> key.compareTo("~0") < 0);
    }

    private static int number(ReportEvent event) {
        return event instanceof ReportEvent.Filed ? 0 : 1;
    }
}
