package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Retracted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCodecTest {

    private static final String HEADERS = Golden.headers("report-filed.v1");
    private static final String BODY =
            """
            {"holder":"norland","issue":"strait-talks","stance":"against","saidOn":"2024",\
            "source":{"outlet":"north-daily"},"resolved":{"origin":"north-daily"}}""";

    private final ReportCodec codec = new ReportCodec();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "holder":"norland",    |                                   | /holder              | is missing
            "norland"              | "sudland"                         | ''                   | holder 'sudland' is not that of norland.strait-talks.a-1
            "strait-talks"         | "fish"                            | ''                   | issue 'fish' is not that of norland.strait-talks.a-1
            "against"              | "neutral"                         | /stance              | 'neutral' is not a stance
            "against"              | null                              | /stance              | is missing
            "against"              | 3                                 | /stance              | is not a string
            "2024"                 | "2024-13"                         | /saidOn              | There is no month 13: months are 01 to 12 (at character 6)
            "saidOn":"2024",       |                                   | ''                   | neither saidOn nor source.publishedOn
            "outlet":"north-daily" |                                   | /source/outlet       | is missing
            "outlet"               | "publishedOn":"2024-02-30","outlet" | /source/publishedOn | Text '2024-02-30' could not be parsed: Invalid date 'FEBRUARY 30'
            "outlet"               | "publishedOn":"2024-2-3","outlet" | /source/publishedOn  | '2024-2-3' is not a date
            "outlet"               | "relay":["a",1],"outlet"          | /source/relay/1      | is not a string
            "outlet"               | "relay":"a","outlet"              | /source/relay        | is not an array
            {"outlet":"north-daily"} | "north-daily"                   | /source              | is not an object
            "origin":"north-daily" |                                   | /resolved/origin     | is missing
            "saidOn"               | "credibility":7,"saidOn"          | /credibility         | 7 is not from 1 to 6
            "saidOn"               | "credibility":2.5,"saidOn"        | /credibility         | is not a whole number
            "saidOn"               | "saidAt":"noon","saidOn"          | /saidAt              | Text 'noon' could not be parsed at index 0
            "saidOn"               | "conditions":[{"key":"k"}],"saidOn" | /conditions/0/text | is missing
            "saidOn"               | "conditions":["c"],"saidOn"       | /conditions/0        | is not an object
            "saidOn"               | "spokenFor":"The North","saidOn"  | /spokenFor           | 'The North' is not an id
            "saidOn"               | "spokenFor":"norland","speaker":{"actor":"Ada"},"saidOn" | /speaker/actor | 'Ada' is not an id
            "saidOn"               | "addressees":["sudland","a/b"],"saidOn" | /addressees/1  | 'a/b' is not an id
            "north-daily"}         | "North Daily"}                    | /source/outlet       | 'North Daily' is not an id
            "outlet"               | "agency":"","outlet"              | /source/agency       | '' is not an id
            "saidOn"               | "quote":{"type":"free"},"saidOn"  | /quote/type          | 'free' is unknown
            "saidOn"               | "quote":{},"saidOn"               | /quote/type          | is missing
            "saidOn"               | "coder":{"confidence":"some"},"saidOn" | /coder/confidence | 'some' is unknown
            "saidOn"               | "speaker":{"name":"x"},"saidOn"   | ''                   | spokenFor is missing: a speaker speaks for an actor
            "saidOn"               | "summary":"a\\ud83d","saidOn"     | /summary             | has half of a surrogate pair at character 2
            """)
    void a_faulty_body_is_refused_with_its_place(
            String part, String instead, String where, String reason) {
        var body = BODY.replace(part, instead == null ? "" : instead).replace("{,", "{");

        assertThatThrownBy(() -> decode(HEADERS, body.replace(",}", "}")))
                .isInstanceOfSatisfying(
                        UnreadableEvent.class,
                        fault -> {
                            assertThat(fault.where()).isEqualTo(where);
                            assertThat(fault.reason()).isEqualTo(reason);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            key: norland              | key: sudland             | key              | the key is not the holder
            ce_type: report-filed     | ce_type: report-burnt    | header ce_id     | the type 'report-burnt' does not fit the event norland.strait-talks.a-1
            ce_id: norland.strait-talks.a-1 | ce_id: norland.a-1 | header ce_id     | 'norland.a-1' is not a report id: <holder>.<issue>.<token>
            a-1                       | a-1#1                    | header ce_id     | the type 'report-filed' does not fit the event norland.strait-talks.a-1#1
            a-1                       | a-1#0                    | header ce_id     | 'norland.strait-talks.a-1#0' is not an event's id: it must be <report id>#<number>
            ce_id                     | id                       | header ce_id     | is missing
            ce_type                   | type                     | header ce_type   | is missing
            ce_digest                 | digest                   | header ce_digest | must be 64 hexadecimal digits
            0123456789abcdef01        | 0123                     | header ce_digest | must be 64 hexadecimal digits
            """)
    void a_faulty_header_is_refused_by_name(
            String part, String instead, String where, String reason) {
        assertThatThrownBy(() -> decode(HEADERS.replace(part, instead), BODY))
                .isInstanceOfSatisfying(
                        UnreadableEvent.class,
                        fault -> {
                            assertThat(fault.where()).isEqualTo(where);
                            assertThat(fault.reason()).isEqualTo(reason);
                        });
    }

    @Test
    void an_unknown_type_is_refused() {
        var headers =
                HEADERS.replace("report-filed", "report-burnt").replace("talks.a-1", "talks.a-1#3");

        assertThatThrownBy(() -> decode(headers, BODY))
                .hasMessage("header ce_type: the type 'report-burnt' is unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"holder"     | malformed JSON at byte 9: Unexpected end-of-input within/between Object entries
            {}{}          | /source: is missing
            []            | is not an object
            ''            | is not an object
            {"a":tru}     | malformed JSON at byte 9: Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
            """)
    void what_is_no_json_object_is_refused(String value, String message) {
        assertThatThrownBy(() -> decode(HEADERS, value)).hasMessage(message);
    }

    @Test
    void a_second_document_in_a_value_is_refused() {
        assertThatThrownBy(() -> decode(HEADERS, BODY + BODY))
                .hasMessage("there is more text after the JSON document");
    }

    @Test
    void no_value_is_refused() {
        assertThatThrownBy(() -> codec.decode(Golden.record(HEADERS, null), Reports.RECORDED))
                .hasMessage("there is no body");
    }

    @Test
    void other_encodings_are_refused_since_a_view_holds_the_bytes_inside_its_own() {
        assertThatThrownBy(
                        () ->
                                codec.decode(
                                        Golden.record(HEADERS, BODY.getBytes(UTF_16LE)),
                                        Reports.RECORDED))
                .hasMessage("is not JSON in UTF-8");
        assertThatThrownBy(() -> decode(HEADERS, '\uFEFF' + BODY))
                .hasMessage("is not JSON in UTF-8");
    }

    @Test
    void a_text_that_utf_8_cannot_hold_is_not_written() {
        var lone = new Retracted(Reports.ID, "a\uD83D", Reports.RECORDED);

        assertThatThrownBy(() -> codec.encode("reports", lone, 1, "/ingest"))
                .hasMessage("reason has half of a surrogate pair");
    }

    @Test
    void an_event_out_of_its_place_is_not_written() {
        assertThatThrownBy(() -> codec.encode("reports", Reports.FILED, 1, "/ingest"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.encode("reports", Reports.RETRACTED, 0, "/ingest"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headers_alone_tell_which_event_of_which_report_has_which_content() throws UnreadableEvent {
        var corrected = codec.encode("reports", Reports.CORRECTED, 4, "/ingest").headers();
        var retracted = codec.encode("reports", Reports.RETRACTED, 5, "/ingest").headers();

        assertThat(ReportCodec.id(corrected)).isEqualTo(new EventId(Reports.ID, 4));
        assertThat(ReportCodec.type(corrected)).isEqualTo("report-corrected");
        assertThat(ReportCodec.digest(corrected)).contains(Reports.DIGEST);
        assertThat(ReportCodec.digest(retracted)).isEmpty();
    }

    private ReportEvent decode(String headers, String value) throws UnreadableEvent {
        return codec.decode(Golden.record(headers, value.getBytes(UTF_8)), Reports.RECORDED);
    }
}
