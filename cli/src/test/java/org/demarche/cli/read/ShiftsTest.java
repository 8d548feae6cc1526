package org.demarche.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

class ShiftsTest extends EvidenceReads {

    private static final String TERMS =
            """
            {"actor":"freedonia","issue":"dam-treaty","kind":"terms","between":"[..2024-06]",
             "from":{"stance":"conditional","conditions":["inspectors","maps"],"statement":"freedonia.dam-treaty.b","saidOn":"2024-05-02","speaker":"rufus-firefly"},
             "to":{"stance":"conditional","conditions":["maps","guards"],"statement":"freedonia.dam-treaty.c","saidOn":"[..2024-06]","speaker":"rufus-firefly"}}""";

    /** Without an option: all kinds but first. */
    private static final String CHANGES =
            "kind=flip&kind=soften&kind=harden&kind=lapse&kind=resume&kind=terms";

    @Test
    void shifts_are_told_in_words_newest_first() {
        gateway.answers(
                200, "{\"items\":[%s,%s,%s],\"next\":\"more\"}".formatted(TERMS, SOFTENED, FIRST));

        assertThat(
                        demarche(
                                "shifts",
                                "--actor",
                                "freedonia",
                                "--kind",
                                "terms",
                                "--kind",
                                "first",
                                "--from",
                                "2023-01-01",
                                "--to",
                                "2024-12-31",
                                "--limit",
                                "3"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                freedonia on dam-treaty: changed its terms by 2024-06: + guards - inspectors
                                  from  2024-05-02, rufus-firefly: freedonia.dam-treaty.b
                                  to    [..2024-06], rufus-firefly: freedonia.dam-treaty.c
                                freedonia on dam-treaty: softened between 2023-01-01 and 2024-05-02: from against to conditional (inspectors)
                                  from  2023-01-01, nobody named: freedonia.dam-treaty.a
                                  to    2024-05-02, rufus-firefly: freedonia.dam-treaty.b
                                freedonia on dam-treaty: first heard on 2023-01-01: against
                                  to    2023-01-01, nobody named: freedonia.dam-treaty.a
                                """,
                                "There are more rows: --limit shows more.\n"));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/shifts?actor=freedonia&kind=terms&kind=first&from=2023-01-01&to=2024-12-31&limit=3");
    }

    @Test
    void a_shift_whose_order_is_not_known_may_have_been() {
        var uncertain = "\"certain\":false,\"from\"";
        gateway.answers(
                200,
                "{\"items\":[%s,%s],\"next\":null}"
                        .formatted(
                                SOFTENED.replace("\"from\"", uncertain),
                                FIRST.replace("\"from\"", uncertain)));

        assertThat(demarche("shifts", "--uncertain", "include").out())
                .contains(": may have softened between 2023-01-01 and 2024-05-02: from against")
                .contains(": may have been first heard on 2023-01-01: against");
        assertThat(requests())
                .containsExactly("GET /v1/shifts?" + CHANGES + "&uncertain=include&limit=100");
    }

    @Test
    void shifts_of_another_time_and_basis_are_asked_for() {
        gateway.answers(200, "{\"items\":[],\"next\":null}");

        demarche(
                "shifts",
                "--as-of",
                "2024-05-01",
                "--as-known",
                "2024-06-01",
                "--min-reliability",
                "C");

        assertThat(requests())
                .containsExactly(
                        "GET /v1/shifts?"
                                + CHANGES
                                + "&asOf=2024-05-01&asKnown=2024-06-01&minReliability=C&limit=100");
    }

    @Test
    void no_shift_is_no_fault() {
        gateway.answers(200, "{\"items\":[],\"next\":null}")
                .answers(200, "{\"items\":[],\"next\":null}");

        assertThat(demarche("shifts"))
                .isEqualTo(
                        new Run(
                                0,
                                "No shift is known. `--kind first` lists when each actor was first heard.\n",
                                ""));
        assertThat(demarche("shifts", "--json"))
                .isEqualTo(new Run(0, "{\"items\":[],\"next\":null}\n", ""));
    }
}
