package org.demarche.cli.dna;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

class DnaPassagesTest extends DnaImports {

    private static final String REYES_SAYS_IT_AGAIN =
            """
            INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (11, 1, 1, 25, 36, 2);
            INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (11, 1, 2), (11, 2, 10), (11, 3, 8);
            INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (11, 4, 1);
            """;

    @Test
    void passages_of_two_coders_that_overlap_are_refused_until_one_coder_is_chosen()
            throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql", "UPDATE STATEMENTS SET Coder = 1 WHERE ID = 4");
        var refusal =
                "Two coders coded overlapping passages of a document: statement 1 by Ines Marl and statement 4 by Admin. Name one coder with --coder NAME. The coders and their statements: Admin (2), Ines Marl (8).\n";

        assertThat(demarche()).isEqualTo(new Run(1, "", refusal));
        assertThat(gateway.asked()).isEmpty();

        namesOfTheOrrAreUnknownButTheMinistry();
        var dry = demarche("--dry-run");
        assertThat(dry.err()).isEqualTo(refusal);
        assertThat(dry.exitCode()).isEqualTo(1);
        assertThat(dry.out())
                .contains(" Admin     | 2\n Ines Marl | 8\n")
                .endsWith("A dry run: nothing was written.\n");

        known("a", "b", "c", "d", "e", "f");
        filed(2, 0, 0);
        var chosen = demarche("--coder", "admin");
        assertThat(chosen)
                .isEqualTo(
                        new Run(
                                0,
                                """
                                %s, DNA 3.0: 10 statements, 2 to file, 0 skipped, 8 of other coders.

                                0 entries registered, 6 known already; 2 reports filed, 0 known already, 0 refused.
                                """
                                        .formatted(file),
                                ""));
        assertThat(sent().lines().map(DnaImports::token))
                .containsExactly("dna-3-8478334fa7e8", "dna-4-b6771d68e402");
    }

    @Test
    void two_coders_may_divide_a_document_between_them() throws IOException, SQLException {
        DnaFixture.make(
                file,
                "dna-3.0.sql",
                "UPDATE STATEMENTS SET Coder = 1, Start = 36 WHERE ID = 2",
                "DELETE FROM STATEMENTS WHERE ID > 4");
        known("a", "b", "c", "d", "e", "f", "g", "h");

        assertThat(demarche("--dry-run").err()).isEmpty();
    }

    @Test
    void a_coder_who_is_not_in_the_file_is_told_with_those_who_are()
            throws IOException, SQLException {
        DnaFixture.make(
                file,
                "dna-3.0.sql",
                "PRAGMA foreign_keys = OFF",
                "UPDATE STATEMENTS SET Coder = 7 WHERE ID = 10");

        assertThat(demarche("--coder", "Marl"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "--coder: no coder of %s is called 'Marl'. The coders and their statements: nobody (1), Admin (1), Ines Marl (8).\n"
                                        .formatted(file)));
    }

    @Test
    void what_a_document_says_twice_is_one_report_unless_passages_are_to_be_separate()
            throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql", REYES_SAYS_IT_AGAIN);
        known("a", "b", "c", "d", "e", "f", "g", "h");
        filed(4, 0, 0);

        var merged = demarche("--quotes");

        assertThat(merged.out())
                .startsWith(
                        file + ", DNA 3.0: 11 statements, 5 to file as 4 reports, 6 skipped.\n");
        assertThat(sent().lines().map(DnaImports::token))
                .containsExactly(
                        "dna-1-2ed6a3af7bbc",
                        "dna-2-fe80f5b94127",
                        "dna-3-8478334fa7e8",
                        "dna-4-b6771d68e402");
        assertThat(quote(sent().lines().findFirst().orElseThrow()))
                .isEqualTo(
                        "{\"type\":\"mixed\",\"text\":\"“The dam will be built” […] said Reyes.\"}");

        known("a", "b", "c", "d", "e", "f", "g", "h");
        filed(1, 4, 0);
        assertThat(demarche("--quotes", "--passages", "separate").out())
                .startsWith(file + ", DNA 3.0: 11 statements, 5 to file, 6 skipped.\n");
        assertThat(sent().lines()).hasSize(5);
    }

    @Test
    void other_agreement_and_another_document_are_reports_of_their_own()
            throws IOException, SQLException {
        DnaFixture.make(
                file,
                "dna-3.0.sql",
                REYES_SAYS_IT_AGAIN,
                "UPDATE DATABOOLEAN SET Value = 0 WHERE StatementId = 11");
        known("a", "b", "c", "d", "e", "f", "g", "h");
        filed(5, 0, 0);
        demarche();
        assertThat(sent().lines()).hasSize(5);

        Files.delete(file);
        DnaFixture.make(
                file,
                "dna-3.0.sql",
                REYES_SAYS_IT_AGAIN,
                "UPDATE STATEMENTS SET DocumentId = 2 WHERE ID = 11");
        known("a", "b", "c", "d", "e", "f", "g", "h");
        filed(5, 0, 0);
        demarche();
        assertThat(sent().lines()).hasSize(5);
    }
}
