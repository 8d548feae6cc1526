package org.demarche.cli.dna;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportDnaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String REYES_SAYS_IT_AGAIN =
            """
            INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (11, 1, 1, 25, 36, 2);
            INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (11, 1, 2), (11, 2, 10), (11, 3, 8);
            INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (11, 4, 1);
            """;

    @TempDir Path home;

    private FakeGateway gateway;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        file = home.resolve("orr.dna");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

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

                                 Skipped: the statement                                          | Count | Statements
                                -----------------------------------------------------------------+-------+------------
                                 has no concept                                                  | 2     | 5, 10
                                 has neither an organization nor a person                        | 2     | 6, 10
                                 has no agreement                                                | 1     | 7
                                 belongs to a document dated 2999-01-01, which is after tomorrow | 1     | 8
                                 is of the type Annotation, which has no concept                 | 1     | 9

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

        assertThat(sent().lines().map(ImportDnaTest::quote))
                .containsExactly(
                        "{\"type\":\"direct\",\"text\":\"“The dam will be built”\"}",
                        "{\"type\":\"indirect\",\"text\":\"Anglers object.\"}",
                        "{\"type\":\"indirect\",\"text\":\"We like the river as it is.\"}",
                        "{\"type\":\"mixed\",\"text\":\"“The dam will be built”, said Reyes.\"}");
    }

    @Test
    void a_file_of_version_2_needs_its_coders_zone_and_may_name_its_variables_otherwise()
            throws IOException, SQLException {
        DnaFixture.make(file, "dna-2.0.sql");
        assertThat(demarche())
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                file
                                        + " is of DNA 2.0, which keeps days in the time zone of its coders: name it with --zone, such as --zone Europe/Berlin.\n"));
        known("a", "b", "c");
        filed(1, 0, 0);

        var run = demarche("--zone", "Europe/Berlin", "--map", "concept=FORDERUNG", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(JSON.readTree(run.out()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"file":"%s","version":"DNA 2.0","statements":3,"toFile":1,"reports":1,"ofOtherCoders":0,
                                 "firstDay":"2021-05-14","lastDay":"2021-05-14","coders":[{"name":"Ines Marl","statements":3}],
                                 "entries":[
                                   {"type":"actor","id":"a","name":"Ana Reyes","known":true,"statements":1},
                                   {"type":"issue","id":"b","name":"The Orr should be dammed","known":true,"statements":1},
                                   {"type":"outlet","id":"c","name":"The Courier","known":true,"statements":1}],
                                 "skipped":[
                                   {"statement":2,"reasons":["belongs to a document without a date"]},
                                   {"statement":3,"reasons":["belongs to no document"]}],
                                 "registered":0,"filed":1,"known":0,"failed":0,"token":"r0:4","refused":[]}"""
                                        .formatted(file)));
        assertThat(sent())
                .isEqualTo(
                        """
                        {"id":"dna-1-%s","holder":"Ana Reyes","spokenFor":"Ana Reyes","issue":"The Orr should be dammed","stance":"favor","saidOn":"2021-05-14","speaker":{"actor":"Ana Reyes"},"source":{"outlet":"The Courier","publishedOn":"2021-05-14"},"coder":{"name":"Ines Marl"}}
                        """
                                .formatted(
                                        CleanTexts.digest(
                                                "A dam for the Orr?\n1620943200000\n0\n22", 12)));
    }

    @Test
    void agreement_by_degrees_is_refused_whole() throws IOException, SQLException {
        DnaFixture.make(file, "dna-2.0.sql", "UPDATE DATAINTEGER SET Value = -1 WHERE ID = 2");

        assertThat(demarche("--zone", "UTC", "--map", "concept=Forderung"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "The variable Agreement is a scale from -1 to 1. Only 1 for agreement and 0 for disagreement can be imported.\n"));
    }

    @Test
    void a_file_without_the_variables_is_told_what_it_has() throws IOException, SQLException {
        DnaFixture.make(file, "dna-2.0.sql");

        assertThat(demarche("--zone", "UTC"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                file
                                        + " has no type of statement with the variables concept (a text), agreement (boolean) and organization or person (a text). It has: DNA Statement (Person: short text, Organization: short text, Forderung: long text, Agreement: integer). Name others with --map.\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void what_is_no_such_file_is_said_in_one_sentence() throws IOException, SQLException {
        assertThat(demarche())
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                file + " cannot be read: there is no such file or folder.\n"));

        Files.writeString(file, "DNA");
        assertThat(demarche()).isEqualTo(new Run(1, "", file + " is not an SQLite file.\n"));

        Files.delete(file);
        DnaFixture.make(file, "dna-3.0.sql", "DROP TABLE DATABOOLEAN", "DROP TABLE STATEMENTS");
        assertThat(demarche())
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                file
                                        + " is not a file of the Discourse Network Analyzer: it has no table DATABOOLEAN, STATEMENTS.\n"));

        Files.delete(file);
        DnaFixture.make(
                file, "dna-3.0.sql", "ALTER TABLE DATASHORTTEXT RENAME COLUMN Entity TO Thing");
        assertThat(demarche())
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                file
                                        + " is neither a file of DNA 2.0 nor of DNA 3.0: its DATASHORTTEXT has the columns id, statementid, thing, variableid.\n"));
    }

    @Test
    void a_damaged_file_is_no_stack_trace() throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql");
        var bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 7);
        Files.write(file, bytes);

        var run = demarche();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith(file + " cannot be read: ").hasLineCount(1);
    }

    @Test
    void an_option_that_does_not_fit_is_named() throws IOException, SQLException {
        DnaFixture.make(file, "dna-3.0.sql");

        assertThat(demarche("--passages", "joined").err())
                .isEqualTo("--passages: 'joined' is neither merged nor separate.\n");
        assertThat(demarche("--map", "actor=person").err())
                .isEqualTo(
                        "--map: 'actor' is not one of person, organization, concept, agreement.\n");
        assertThat(demarche("--zone", "UTC"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                file
                                        + " is of DNA 3.0, which has the same days in every time zone: leave --zone out.\n"));
    }

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
        assertThat(sent().lines().map(ImportDnaTest::token))
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
        assertThat(sent().lines().map(ImportDnaTest::token))
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

    @Test
    void a_zone_without_a_midnight_is_refused_where_another_has_all_of_them()
            throws IOException, SQLException {
        DnaFixture.make(file, "dna-2.0.sql");

        assertThat(demarche("--zone", "America/New_York", "--map", "concept=Forderung"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "--zone: in America/New_York no document of %s lies at midnight, and in Europe/Berlin all do. If the coders were there, give --zone Europe/Berlin. If they were not, give their offset from UTC, such as --zone=-04:00.\n"
                                        .formatted(file)));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void an_offset_is_taken_as_it_is_given() throws IOException, SQLException {
        DnaFixture.make(file, "dna-2.0.sql");

        known("a", "b", "c");

        var run = demarche("--zone=-04:00", "--map", "concept=Forderung", "--dry-run", "--json");

        assertThat(run.err()).isEmpty();
        assertThat(JSON.readTree(run.out()).path("firstDay").asText()).isEqualTo("2021-05-13");
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

    private static String token(String line) {
        try {
            return JSON.readTree(line).path("id").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String quote(String line) {
        try {
            return JSON.readTree(line).path("quote").toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The lines of the last reports. */
    private String sent() {
        return gateway.asked().stream()
                .filter(asked -> asked.request().startsWith("POST /v1/reports"))
                .toList()
                .getLast()
                .body();
    }

    /** And can be read. */
    private void filed(int created, int repeated, int failed) {
        gateway.answers(200, summary(created, repeated, failed)).answers(200, "{}");
    }

    private void known(String... ids) {
        for (var id : ids) {
            gateway.answers(200, "{\"id\":\"%s\"}".formatted(id));
        }
    }

    private void namesOfTheOrrAreUnknownButTheMinistry() {
        unknown(3);
        gateway.answers(200, "{\"id\":\"works\",\"name\":\"Ministry of Public Works\"}");
        unknown(4);
    }

    private void unknown(int names) {
        for (var i = 0; i < names; i++) {
            gateway.answers(404, "{\"title\":\"Unknown name\",\"status\":404}");
        }
    }

    private static String summary(int created, int repeated, int failed) {
        return """
        {"summary":{"lines":%d,"created":%d,"repeated":%d,"failed":%d},"token":"r0:4"}
        """
                .formatted(created + repeated + failed, created, repeated, failed);
    }

    private Run demarche(String... more) {
        var all = new ArrayList<>(List.of("import", "dna", file.toString()));
        all.addAll(List.of(more));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
