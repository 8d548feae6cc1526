package org.demarche.log.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.demarche.log.event.Golden;
import org.demarche.log.event.Reports;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.export.ExportLine.Entry;
import org.demarche.log.export.ExportLine.Event;
import org.demarche.log.export.ExportLine.Summary;
import org.demarche.log.export.ExportLine.Unreadable;
import org.demarche.log.registry.EntryKey;
import org.demarche.log.registry.EntryType;
import org.demarche.model.ReportEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The lines of an export, written by one stack and read by another one. */
class ExportLineTest {

    static final List<ReportEvent> EVENTS =
            List.of(Reports.FILED, Reports.CORRECTED, Reports.RETRACTED);

    private final ExportWriter writer = new ExportWriter();

    @ParameterizedTest
    @FieldSource("EVENTS")
    void an_event_is_its_document_with_the_cursor_behind_it(ReportEvent event)
            throws UnreadableEvent {
        var body = Golden.value(event.wireName() + ".v1");
        var document = new String(Golden.value("e." + event.wireName() + ".v1"), UTF_8);

        writer.event(event, body, null, "here");

        var line = line();
        assertThat(line)
                .isEqualTo(document.substring(0, document.length() - 1) + ",\"cursor\":\"here\"}");
        assertThat((Event) ExportLine.read(line.getBytes(UTF_8)))
                .usingRecursiveComparison()
                .isEqualTo(new Event(event, body, null));
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void the_author_of_an_event_comes_through(ReportEvent event) throws UnreadableEvent {
        var body = Golden.value(event.wireName() + ".v1");

        writer.event(event, body, "Desk \"night\", é", "here");

        var line = line();
        assertThat(line).contains(",\"recordedBy\":\"Desk \\\"night\\\", é\",\"body\":");
        assertThat((Event) ExportLine.read(line.getBytes(UTF_8)))
                .usingRecursiveComparison()
                .isEqualTo(new Event(event, body, "Desk \"night\", é"));
    }

    @Test
    void a_value_with_a_field_of_a_later_release_comes_through_whole() throws UnreadableEvent {
        var body = Golden.withUnknownFields(Golden.value("report-filed.v1"));

        writer.event(Reports.FILED, body, null, "here");

        assertThat(((Event) ExportLine.read(line().getBytes(UTF_8))).body()).isEqualTo(body);
    }

    @Test
    void a_value_over_several_lines_becomes_one() throws UnreadableEvent {
        writer.event(
                Reports.RETRACTED, "{\"reason\":\n\r \"An error.\\n\"}".getBytes(UTF_8), null, "c");

        assertThat(line()).contains("\"body\":{\"reason\":   \"An error.\\n\"},\"cursor\":\"c\"}");
    }

    @Test
    void an_entry_is_its_document() throws UnreadableEvent {
        var key = new EntryKey(EntryType.ACTOR, "norland");
        var document = "{\"id\":\"norland\",\"name\":\"Nörland\",\"later\":[{}]}".getBytes(UTF_8);

        var past = "{\"complete\":true,\"earlier\":[]}".getBytes(UTF_8);

        writer.entry(key, document, past);

        var line = line();
        assertThat(line)
                .isEqualTo(
                        "{\"type\":\"actor\",\"id\":\"norland\",\"entry\":{\"id\":\"norland\",\"name\":\"Nörland\",\"later\":[{}]},\"past\":{\"complete\":true,\"earlier\":[]}}");
        assertThat((Entry) ExportLine.read(line.getBytes(UTF_8)))
                .usingRecursiveComparison()
                .isEqualTo(new Entry(key, document, past));
    }

    @Test
    void an_entry_of_an_earlier_release_has_no_past() throws UnreadableEvent {
        var line = "{\"type\":\"actor\",\"id\":\"norland\",\"entry\":{\"id\":\"norland\"}}";

        assertThat(((Entry) ExportLine.read(line.getBytes(UTF_8))).past()).isNull();
    }

    @Test
    void what_could_not_be_read_is_told() throws UnreadableEvent {
        writer.unreadable(3, 17, new UnreadableEvent("is no \"date\"", "/saidOn"), "here");

        var line = line();
        assertThat(line)
                .isEqualTo(
                        "{\"unreadable\":\"3@17\",\"reason\":\"/saidOn: is no \\\"date\\\"\",\"cursor\":\"here\"}");
        assertThat(ExportLine.read(line.getBytes(UTF_8)))
                .isEqualTo(new Unreadable("3@17", "/saidOn: is no \"date\""));
    }

    @Test
    void summaries_are_known() throws UnreadableEvent {
        writer.summary(12, 1, "here");
        var events = line();
        writer.summary(7);
        var entries = line();

        assertThat(events)
                .isEqualTo("{\"summary\":{\"events\":12,\"unreadable\":1},\"cursor\":\"here\"}");
        assertThat(entries).isEqualTo("{\"summary\":{\"entries\":7}}");
        assertThat(ExportLine.read(events.getBytes(UTF_8))).isEqualTo(new Summary());
        assertThat(ExportLine.read(entries.getBytes(UTF_8))).isEqualTo(new Summary());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                                  | is not a line of an export
                    []                                                  | is not an object
                    {"report": "x"                                      | malformed JSON
                    {"report": "norland.talks.a", "body": {}}           | type: is missing
                    {"type": "thing", "id": "a", "entry": {}}           | /type: must be one of
                    {"type": "actor", "id": "A b", "entry": {}}         | /id: 'A b' is not an id
                    {"type": "actor", "id": "a", "entry": "b"}          | /entry: is not an object
                    {"type": "actor", "entry": {}}                      | id: is missing
                    {"type": "actor", "id": "a", "entry": {}, "past": 1} | /past: is not an object
                    {"unreadable": "1@2"}                               | reason: is missing
                    """)
    void what_is_none_is_refused_with_the_reason(String line, String reason) {
        assertThatThrownBy(() -> ExportLine.read(line.getBytes(UTF_8)))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining(reason);
    }

    private String line() {
        var lines = new String(writer.take(), UTF_8);
        assertThat(lines).endsWith("\n");
        var line = lines.substring(0, lines.length() - 1);
        assertThat(line).doesNotContain("\n").doesNotContain("\r");
        return line;
    }
}
