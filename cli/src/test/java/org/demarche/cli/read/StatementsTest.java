package org.demarche.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

class StatementsTest extends EvidenceReads {

    private static final String STATEMENT =
            """
            {"statement":"freedonia.dam-treaty.b","actor":"freedonia","issue":"dam-treaty","voice":"own","by":null,"stance":"conditional","saidOn":"2024-05-02","contested":true,
             "lead":"freedonia.dam-treaty.r1","counts":{"reports":2,"outlets":2,"origins":2},
             "reports":[
               {"report":"freedonia.dam-treaty.r1","recorded":"2024-05-04T10:00:00Z","counted":true,
                "body":{"holder":"freedonia","spokenFor":"freedonia","issue":"dam-treaty","speaker":{"actor":"rufus-firefly","role":"President"},"stance":"conditional",
                        "conditions":[{"key":"inspectors","text":"inspectors are let in"},{"text":"maps are shown"}],"saidOn":"2024-05-02","summary":"A treaty once inspectors are let in.",
                        "source":{"outlet":"daily","agency":"sylvanian-wire","url":"https://daily.example/1","publishedOn":"2024-05-03","relay":["the palace's read-out"]},
                        "credibility":2,"resolved":{"origin":"sylvanian-wire","outletGrade":"B","speakerOffice":"President"}}},
               {"report":"freedonia.dam-treaty.r2","recorded":"2024-05-05T10:00:00Z","counted":false,
                "body":{"holder":"freedonia","spokenFor":"freedonia","issue":"dam-treaty","stance":"against","saidAfter":"palace-briefing","denies":"dam-speech","source":{"outlet":"post","publishedOn":"2024-05-31","published":"2024-05"},"resolved":{"origin":"post"}}}],
             "differences":[{"field":"stance","conflict":true,"values":[
                 {"value":"conditional","reports":["freedonia.dam-treaty.r1"],"origins":["sylvanian-wire"]},
                 {"value":"against","reports":["freedonia.dam-treaty.r2"],"origins":["post"]}]},
               {"field":"speaker","conflict":false,"values":[
                 {"value":"rufus-firefly","reports":["freedonia.dam-treaty.r1"],"origins":["sylvanian-wire"]},
                 {"value":null,"reports":["freedonia.dam-treaty.r2"],"origins":["post"]}]}]}""";

    @Test
    void a_retracted_statement_is_told_with_the_reasons() {
        gateway.answers(
                200,
                """
                {"statement":"freedonia.dam-treaty.b","actor":"freedonia","issue":"dam-treaty","voice":"own","by":null,"stance":"against","saidOn":"2024-05-02","retracted":true,
                 "reports":[{"report":"freedonia.dam-treaty.r1","recorded":"2024-05-04T10:00:00Z","retractedAt":"2024-05-06T10:00:00Z","reason":"kill notice","body":
                   {"holder":"freedonia","spokenFor":"freedonia","issue":"dam-treaty","stance":"against","source":{"outlet":"daily"},"resolved":{"origin":"daily"}}}]}""");

        assertThat(demarche("statement", "freedonia.dam-treaty.b").out())
                .isEqualTo(
                        """
                        freedonia on dam-treaty: against, said on 2024-05-02, retracted
                          statement  freedonia.dam-treaty.b
                          report     freedonia.dam-treaty.r1
                                     daily, origin daily, recorded 2024-05-04T10:00:00Z
                                     retracted 2024-05-06T10:00:00Z: kill notice
                                     came by somebody for freedonia > daily
                                     against
                        """);
    }

    @Test
    void a_report_is_shown_with_its_events_and_who_recorded_each() {
        gateway.answers(
                200,
                """
                {"report":"freedonia.dam-treaty.r1","statement":"freedonia.dam-treaty.b","events":[
                  {"report":"freedonia.dam-treaty.r1","type":"report-filed","recorded":"2024-05-04T10:00:00.123Z","recordedBy":"Desk, night","body":
                    {"holder":"freedonia","spokenFor":"freedonia","issue":"dam-treaty","stance":"against","saidOn":"2024-05-02","source":{"outlet":"daily"},"resolved":{"origin":"daily"},"coder":{"name":"Ada Lund"}}},
                  {"report":"freedonia.dam-treaty.r1","type":"report-retracted","recorded":"2024-05-06T10:00:00Z","body":{"reason":"kill notice"}}]}""");

        assertThat(demarche("report", "freedonia.dam-treaty.r1").out())
                .isEqualTo(
                        """
                        freedonia.dam-treaty.r1: freedonia on dam-treaty, said on 2024-05-02
                          statement  freedonia.dam-treaty.b
                          2024-05-04T10:00:00Z  filed, recorded by Desk, night
                                     daily, origin daily
                                     came by somebody for freedonia > daily
                                     against
                                     coded by Ada Lund
                          2024-05-06T10:00:00Z  retracted
                                     kill notice
                        """);
        assertThat(requests()).containsExactly("GET /v1/reports/freedonia.dam-treaty.r1");
    }

    @Test
    void the_content_of_a_report_is_printed_as_a_correction_takes_it() {
        gateway.answers(
                200,
                """
                {"events":[{"body":{"holder":"freedonia","stance":"against","resolved":{"origin":"daily"}}},
                  {"body":{"holder":"freedonia","stance":"favor","resolved":{"origin":"daily"}}},{"body":{"reason":"kill notice"}}]}""");

        assertThat(demarche("report", "freedonia.dam-treaty.r1", "--body").out())
                .isEqualTo(
                        """
                        {
                          "holder" : "freedonia",
                          "stance" : "favor"
                        }
                        """);
    }

    @Test
    void the_id_of_a_report_is_no_statement_but_leads_to_the_report() {
        gateway.answers(404, "{\"title\":\"Not Found\",\"status\":404}")
                .answers(200, "{\"report\":\"freedonia.dam-treaty.r1\"}");

        assertThat(demarche("statement", "freedonia.dam-treaty.r1"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                """
                                Not Found
                                This is the id of a report: `demarche report freedonia.dam-treaty.r1` shows it.
                                """));
    }

    @Test
    void a_statement_is_shown_with_the_way_of_each_report_and_their_differences() {
        gateway.answers(200, STATEMENT);

        assertThat(demarche("statement", "freedonia.dam-treaty.b"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                freedonia on dam-treaty: conditional, said on 2024-05-02, contested
                                  statement  freedonia.dam-treaty.b
                                  counts     2 reports of 2 outlets (2 origins)
                                  report     freedonia.dam-treaty.r1, which gives the account that counts
                                             daily, origin sylvanian-wire, published on 2024-05-03, outlet graded B, credibility 2, recorded 2024-05-04T10:00:00Z
                                             came by rufus-firefly (President) > the palace's read-out > sylvanian-wire > daily
                                             conditional if inspectors are let in; maps are shown
                                             A treaty once inspectors are let in.
                                             https://daily.example/1
                                  report     freedonia.dam-treaty.r2, whose account is outweighed
                                             post, origin post, published in 2024-05, recorded 2024-05-05T10:00:00Z
                                             came by somebody for freedonia > post
                                             against
                                             said after palace-briefing
                                             denies dam-speech
                                  differs    stance, a conflict between origins
                                             conditional: sylvanian-wire, in freedonia.dam-treaty.r1
                                             against: post, in freedonia.dam-treaty.r2
                                  differs    speaker, no conflict between origins
                                             rufus-firefly: sylvanian-wire, in freedonia.dam-treaty.r1
                                             nothing: post, in freedonia.dam-treaty.r2
                                """,
                                ""));
        assertThat(requests()).containsExactly("GET /v1/statements/freedonia.dam-treaty.b");
    }

    @Test
    void statements_are_found_by_their_words_and_told_in_three_lines_each() {
        gateway.answers(
                200,
                "{\"items\":[%s,{\"statement\":\"sylvania.dam-treaty.c\",\"actor\":\"sylvania\",\"issue\":\"dam-treaty\",\"voice\":\"ascribed\",\"by\":\"freedonia\",\"stance\":null,\"saidOn\":\"2024-05\",\"lead\":\"sylvania.dam-treaty.r\",\"reports\":[]}],\"next\":\"more\"}"
                        .formatted(STATEMENT));

        assertThat(
                        demarche(
                                "statements",
                                "--q",
                                "inspectors & treaty",
                                "--actor",
                                "freedonia",
                                "--utterance",
                                "dam speech",
                                "--agency",
                                "wire",
                                "--origin",
                                "wire",
                                "--reliability",
                                "A",
                                "--reliability",
                                "B",
                                "--credibility",
                                "2",
                                "--contested",
                                "--order",
                                "day",
                                "--as-known",
                                "2024-07-01",
                                "--limit",
                                "2"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                freedonia on dam-treaty: conditional, said on 2024-05-02, contested
                                  A treaty once inspectors are let in.
                                  freedonia.dam-treaty.b
                                sylvania on dam-treaty: no comment, said in 2024-05, ascribed by freedonia
                                  sylvania.dam-treaty.c
                                """,
                                "There are more rows: --limit shows more.\n"));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/statements?actor=freedonia&q=inspectors%20%26%20treaty&utterance=dam%20speech&agency=wire&origin=wire&reliability=A&reliability=B&credibility=2&contested=true&order=day&asKnown=2024-07-01&limit=2");
    }

    @Test
    void where_no_statement_is_found_it_is_told() {
        gateway.answers(200, "{\"items\":[],\"next\":null}");

        assertThat(demarche("statements", "--q", "nothing"))
                .isEqualTo(new Run(0, "No statement was found.\n", ""));
    }
}
