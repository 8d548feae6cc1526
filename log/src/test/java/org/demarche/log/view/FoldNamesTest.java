package org.demarche.log.view;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.demarche.log.event.Reports;
import org.junit.jupiter.api.Test;

/** The reader of a view reads the names in the header as the writer wrote them. */
class FoldNamesTest {

    @Test
    void they_are_those_of_the_report() {
        var filed = Reports.FILED;
        var body = filed.body();

        assertThat(FoldNames.of(body, filed.resolved()))
                .isEqualTo(
                        new FoldNames(
                                body.source().outlet(),
                                filed.resolved().origin(),
                                body.spokenFor(),
                                body.speaker().actor()));
    }

    @Test
    void a_header_says_all_of_them_and_which_there_are_not() {
        for (var names :
                List.of(
                        new FoldNames("daily", "wire", "norland", "ada-lund"),
                        new FoldNames("daily", "wire", "norland", null),
                        new FoldNames("daily", "wire", null, "ada-lund"),
                        new FoldNames("daily", "daily", null, null))) {
            assertThat(FoldNames.of(headers(names.header()))).isEqualTo(names);
        }
    }

    @Test
    void its_text_never_changes() {
        var header = new FoldNames("daily", "wire", null, "ada-lund").header();

        assertThat(header.key()).isEqualTo("names");
        assertThat(new String(header.value(), US_ASCII)).isEqualTo("daily/wire//ada-lund");
    }

    @Test
    void where_there_is_no_header_nobody_is_named() {
        assertThat(FoldNames.of(headers())).isNull();
    }

    private static RecordHeaders headers(Header... headers) {
        return new RecordHeaders(headers);
    }
}
