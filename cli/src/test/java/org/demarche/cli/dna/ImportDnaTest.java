package org.demarche.cli.dna;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

class ImportDnaTest extends DnaImports {

    @Test
    void a_dry_run_asks_for_each_name_writes_nothing_and_tells_everything()
            throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql");
        namesOfTheOrrAreUnknownButTheMinistry();

        var run = demarche("--dry-run");

        assertThat(run)
                .isEqualTo(
                        new Run(
                                1,
                                """
                                %s, DNA 3.0: 10 statements, 4 to file, 6 skipped.

                                First day 2021-05-14, last day 2021-05-14.

                                 Coder     | Statements
                                -----------+------------
                                 Admin     | 1
                                 Ines Marl | 9

                                 Type   | Id                       | Name                     | State | Kind         | Statements
                                --------+--------------------------+--------------------------+-------+--------------+------------
                                 actor  | ana-reyes                | Ana Reyes                | new   | person       | 2
                                 actor  | anglers-of-the-orr       | Anglers of the Orr       | new   | organization | 1
                                 actor  | bo-lind                  | Bo Lind                  | new   | person       | 1
                                 actor  | works                    | Ministry of Works        | known |              | 2
                                 issue  | the-orr-should-be-dammed | The Orr should be dammed | new   |              | 2
                                 issue  | issue-117b800a           | Рыбу следует охранять    | new   |              | 2
                                 outlet | letters-to-nobody        | Letters to nobody        | new   | other        | 1
                                 outlet | the-courier              | The Courier              | new   | other        | 3

                                 Skipped: the statement                                         | Count | Statements
                                ----------------------------------------------------------------+-------+------------
                                 has no concept                                                 | 2     | 5, 10
                                 has neither an organization nor a person                       | 2     | 6, 10
                                 has no agreement                                               | 1     | 7
                                 belongs to a document dated 2999-01-01, which is in the future | 1     | 8
                                 is of the type Annotation, which has no concept                | 1     | 9

                                A dry run: nothing was written.
                                """
                                        .formatted(file),
                                ""));
        assertThat(gateway.asked())
                .extracting(Asked::request)
                .containsExactly(
                        "GET /v1/actors/Ana%20Reyes",
                        "GET /v1/actors/Anglers%20of%20the%20Orr",
                        "GET /v1/actors/Bo%20Lind",
                        "GET /v1/actors/Ministry%20of%20Works",
                        "GET /v1/issues/The%20Orr%20should%20be%20dammed",
                        "GET /v1/issues/%D0%A0%D1%8B%D0%B1%D1%83%20%D1%81%D0%BB%D0%B5%D0%B4%D1%83%D0%B5%D1%82%20%D0%BE%D1%85%D1%80%D0%B0%D0%BD%D1%8F%D1%82%D1%8C",
                        "GET /v1/outlets/Letters%20to%20nobody",
                        "GET /v1/outlets/The%20Courier");
    }

    @Test
    void entries_are_registered_before_the_statements_that_name_them_are_filed()
            throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql");
        namesOfTheOrrAreUnknownButTheMinistry();
        for (var i = 0; i < 7; i++) {
            gateway.answers(201, "{}");
        }
        filed(4, 0, 0);

        var run = demarche();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .endsWith(
                        "7 entries registered, 1 known already; 4 reports filed, 0 known already, 0 refused.\n");
        assertThat(gateway.asked().subList(8, 16))
                .containsExactly(
                        new Asked(
                                "PUT /v1/actors/ana-reyes",
                                "{\"kind\":\"person\",\"name\":\"Ana Reyes\"}"),
                        new Asked(
                                "PUT /v1/actors/anglers-of-the-orr",
                                "{\"kind\":\"organization\",\"name\":\"Anglers of the Orr\"}"),
                        new Asked(
                                "PUT /v1/actors/bo-lind",
                                "{\"kind\":\"person\",\"name\":\"Bo Lind\"}"),
                        new Asked(
                                "PUT /v1/issues/the-orr-should-be-dammed",
                                "{\"proposition\":\"The Orr should be dammed\",\"name\":\"The Orr should be dammed\"}"),
                        new Asked(
                                "PUT /v1/issues/issue-117b800a",
                                "{\"proposition\":\"Рыбу следует охранять\",\"name\":\"Рыбу следует охранять\"}"),
                        new Asked(
                                "PUT /v1/outlets/letters-to-nobody",
                                "{\"kind\":\"other\",\"name\":\"Letters to nobody\"}"),
                        new Asked(
                                "PUT /v1/outlets/the-courier",
                                "{\"kind\":\"other\",\"name\":\"The Courier\"}"),
                        new Asked(
                                "POST /v1/reports?results=errors",
                                """
                                {"id":"dna-1-2ed6a3af7bbc","holder":"Ministry of Works","spokenFor":"Ministry of Works","issue":"The Orr should be dammed","stance":"favor","saidOn":"2021-05-14","speaker":{"actor":"Ana Reyes"},"source":{"outlet":"The Courier","publishedOn":"2021-05-14"},"coder":{"name":"Ines Marl"}}
                                {"id":"dna-2-fe80f5b94127","holder":"Anglers of the Orr","spokenFor":"Anglers of the Orr","issue":"The Orr should be dammed","stance":"against","saidOn":"2021-05-14","source":{"outlet":"The Courier","publishedOn":"2021-05-14"},"coder":{"name":"Ines Marl"}}
                                {"id":"dna-3-8478334fa7e8","holder":"Bo Lind","spokenFor":"Bo Lind","issue":"Рыбу следует охранять","stance":"favor","saidOn":"2021-05-14","speaker":{"actor":"Bo Lind"},"source":{"outlet":"Letters to nobody","publishedOn":"2021-05-14"},"coder":{"name":"Admin"}}
                                {"id":"dna-4-b6771d68e402","holder":"Ministry of Works","spokenFor":"Ministry of Works","issue":"Рыбу следует охранять","stance":"favor","saidOn":"2021-05-14","speaker":{"actor":"Ana Reyes"},"source":{"outlet":"The Courier","publishedOn":"2021-05-14"},"coder":{"name":"Ines Marl"}}
                                """));
    }

    @Test
    void a_second_import_sends_the_same_lines_and_registers_nothing()
            throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql");
        namesOfTheOrrAreUnknownButTheMinistry();
        for (var i = 0; i < 7; i++) {
            gateway.answers(201, "{}");
        }
        filed(4, 0, 0);
        demarche();
        for (var id :
                List.of(
                        "ana-reyes",
                        "anglers-of-the-orr",
                        "bo-lind",
                        "works",
                        "the-orr-should-be-dammed",
                        "issue-117b800a",
                        "letters-to-nobody",
                        "the-courier")) {
            gateway.answers(200, "{\"id\":\"%s\"}".formatted(id));
        }
        filed(0, 4, 0);

        var again = demarche();

        assertThat(again.out())
                .endsWith(
                        "0 entries registered, 8 known already; 0 reports filed, 4 known already, 0 refused.\n");
        assertThat(gateway.asked()).hasSize(17 + 10);
        assertThat(sent()).isEqualTo(gateway.asked().get(15).body());
    }

    @Test
    void a_refused_statement_is_named_by_its_id_in_the_file() throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql", "DELETE FROM STATEMENTS WHERE ID NOT IN (2, 4)");
        known("a", "b", "c", "d", "e", "f");
        gateway.answers(
                        200,
                        """
                {"line":2,"status":409,"problem":{"title":"Conflict","status":409,"detail":"other content"}}
                """
                                + summary(1, 0, 1))
                .answers(200, "{}");

        assertThat(demarche())
                .isEqualTo(
                        new Run(
                                1,
                                """
                                %s, DNA 3.0: 2 statements, 2 to file, 0 skipped.

                                0 entries registered, 6 known already; 1 reports filed, 0 known already, 1 refused.
                                """
                                        .formatted(file),
                                file + ": statement 4: other content\n"));
    }

    @Test
    void what_cannot_be_registered_ends_the_import_before_a_statement_is_filed()
            throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql", "DELETE FROM STATEMENTS WHERE ID <> 3");
        unknown(3);
        gateway.answers(409, "{\"title\":\"Conflict\",\"status\":409,\"detail\":\"is another's\"}");

        assertThat(demarche())
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                """
                                The actor 'Bo Lind' cannot be registered, and no statement was filed.
                                Conflict: is another's
                                """));
    }

    @Test
    void an_entry_that_stands_there_already_is_registered_if_it_is_the_same()
            throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql", "DELETE FROM STATEMENTS WHERE ID <> 3");
        unknown(3);
        gateway.answers(412, "{\"title\":\"Changed\",\"status\":412,\"detail\":\"has a tag\"}")
                .answers(200, "{\"id\":\"bo-lind\",\"kind\":\"person\",\"name\":\"Bo Lind\"}")
                .answers(412, "{\"title\":\"Changed\",\"status\":412,\"detail\":\"has a tag\"}")
                .answers(200, "{\"name\":\"Рыбу следует охранять\",\"proposition\":\"Another\"}");

        assertThat(demarche())
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                """
                                The issue 'Рыбу следует охранять' cannot be registered, and no statement was filed.
                                Changed: has a tag
                                """));
    }

    @Test
    void passages_are_quotes_only_where_that_is_asked_for() throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql");

        known("a", "b", "c", "d", "e", "f", "g", "h");
        filed(4, 0, 0);
        demarche("--quotes");

        assertThat(sent().lines().map(DnaImports::quote))
                .containsExactly(
                        "{\"type\":\"direct\",\"text\":\"“The dam will be built”\"}",
                        "{\"type\":\"indirect\",\"text\":\"Anglers object.\"}",
                        "{\"type\":\"indirect\",\"text\":\"We like the river as it is.\"}",
                        "{\"type\":\"mixed\",\"text\":\"“The dam will be built”, said Reyes.\"}");
    }

    @Test
    void the_command_ends_when_what_it_filed_can_be_read() throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql", "DELETE FROM STATEMENTS WHERE ID <> 3");
        known("a", "b", "c");
        gateway.answers(200, summary(1, 0, 0))
                .answers(503, "{\"type\":\"/problems/not-yet\",\"status\":503}")
                .refusesForNow()
                .answers(200, "{}");

        assertThat(demarche().exitCode()).isZero();

        var reads = gateway.asked().subList(4, 7);
        assertThat(reads).extracting(Asked::request).containsOnly("GET /v1/positions?limit=1");
        assertThat(gateway.tokens().subList(4, 7)).containsOnly("r0:4");
    }
}
