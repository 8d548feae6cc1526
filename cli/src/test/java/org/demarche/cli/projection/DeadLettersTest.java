package org.demarche.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.GatewayCalls;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

/** Listing what could not be folded, and having it read again. */
class DeadLettersTest extends GatewayCalls {

    private static final String LETTER =
            "{\"id\":\"3-17\",\"recorded\":\"2025-01-02T03:04:05.678Z\",\"projection\":\"positions\",\"version\":3,\"place\":{\"topic\":\"demarche.reports\",\"partition\":3,\"offset\":4711},\"event\":\"norland.river-treaty.r1\",\"reason\":\"header"
                    + " ce_type: the type 'report-shredded' is"
                    + " unknown\",\"length\":13,\"start\":\"{}\\\\x0a\"%s}";

    @Test
    void letters_are_a_table_that_fits_eighty_columns() {
        gateway.answers(200, "{\"items\":[%s],\"next\":null}".formatted(LETTER.formatted("")));

        var run = demarche("dead-letters", "--projection", "positions", "--width", "80");

        assertThat(run)
                .isEqualTo(
                        new Run(
                                0,
                                """
                                 id   | version     | place                   | reason
                                ------+-------------+-------------------------+---------------------------------
                                 3-17 | positions/3 | demarche.reports/3/4711 | header ce_type: the type
                                      |             |                         | 'report-shredded' is unknown
                                """,
                                ""));
        assertThat(gateway.asked())
                .containsExactly(
                        new Asked("GET /v1/dead-letters?projection=positions&limit=100", ""));
    }

    @Test
    void no_letters_are_a_sentence() {
        gateway.answers(200, "{\"items\":[],\"next\":null}");

        assertThat(demarche("dead-letters").out()).isEqualTo("There are no dead letters.\n");

        gateway.answers(200, "{\"items\":[],\"next\":null}");

        assertThat(demarche("dead-letters", "--projection", "coverage", "--version", "3").out())
                .isEqualTo("No dead letter of coverage/3.\n");
    }

    @Test
    void one_letter_is_shown_with_its_record() {
        gateway.answers(
                200,
                LETTER.formatted(
                        ",\"key\":\"norland\",\"headers\":{\"ce_type\":\"report-shredded\"},\"whole\":true,\"value\":\"{}\",\"base64\":null"));

        assertThat(demarche("dead-letters", "3-17").out())
                .isEqualTo(
                        """
                        letter    3-17
                        version   positions/3
                        place     demarche.reports/3/4711
                        event     norland.river-treaty.r1
                        recorded  2025-01-02T03:04:05.678Z
                        reason    header ce_type: the type 'report-shredded' is unknown
                        key       norland
                        header    ce_type: report-shredded
                        length    13 bytes
                        value     {}
                        """);
    }

    @Test
    void a_retry_says_what_it_started_or_that_it_did_not() {
        gateway.answers(201, "{\"projection\":\"positions\",\"version\":4,\"state\":\"replaying\"}")
                .answers(200, "{\"projection\":\"positions\",\"version\":4,\"state\":\"live\"}")
                .answers(
                        409,
                        "{\"type\":\"/problems/still-refused\",\"title\":\"Still"
                                + " refused\",\"status\":409,\"detail\":\"A replay would refuse it"
                                + " again\"}");

        assertThat(demarche("retry", "3-17", "--by", "ada").out())
                .isEqualTo(
                        "positions/4 is started and reads the record again; `demarche replay"
                                + " positions --follow 4` watches it.\n");
        assertThat(demarche("retry", "3-17").out())
                .isEqualTo(
                        "positions/4 began after this letter and is live: nothing is started. If it could not read the record either, it has a letter of its own: retry that one.\n");
        assertThat(demarche("retry", "3-17"))
                .isEqualTo(new Run(1, "", "Still refused: A replay would refuse it again\n"));
        assertThat(gateway.asked())
                .first()
                .isEqualTo(new Asked("POST /v1/dead-letters/3-17/retries", "{\"by\":\"ada\"}"));
    }
}
