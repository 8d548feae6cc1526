package org.demarche.cli.dna;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

class DnaFilesTest extends DnaImports {

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
                        {"id":"dna-1-2ed6f3d69f5c","holder":"Ana Reyes","spokenFor":"Ana Reyes","issue":"The Orr should be dammed","stance":"favor","saidOn":"2021-05-14","speaker":{"actor":"Ana Reyes"},"source":{"outlet":"The Courier","publishedOn":"2021-05-14"},"coder":{"name":"Ines Marl"}}
                        """);
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
    void a_zone_without_a_midnight_is_refused_where_another_has_all_of_them()
            throws IOException, SQLException {
        DnaFixture.make(file, "dna-2.0.sql");

        assertThat(demarche("--zone", "America/New_York", "--map", "concept=Forderung"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "--zone: in America/New_York no document of %s has a date at midnight, and in Europe/Berlin all have. If the coders were there, give --zone Europe/Berlin. If they were not, give their offset from UTC, such as --zone=-04:00.\n"
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
}
