package org.demarche.cli.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

class AnsweredNamesTest extends SheetLoads {

    @Test
    void an_answer_that_nobody_is_called_is_told_by_its_row_and_not_added() throws IOException {
        gateway.answers(
                200, unknown(2, "/holder", "actor", "Arvenja", "Arvenia") + "{\"summary\":{}}\n");
        var names = file("names.csv", "type,name,rows,near,answer\nactor,Arvania,1,,Arvenja\n");
        var file = file("mine.csv", "holder,outlet\nArvania,y\n");

        assertThat(load(file.toString(), "--dry-run", "--names", names.toString()).out())
                .contains(
                        "  actor 'Arvenja', 1 row (2): did you mean Arvenia? This is the answer in row 2 of %s.\n"
                                .formatted(names));
        assertThat(Files.readString(names)).doesNotContain("actor,Arvenja");
    }

    @Test
    void answered_names_are_put_in_place_or_registered_and_then_the_rows_are_filed()
            throws IOException {
        var names =
                file(
                        "names.csv",
                        "type;name;rows;near;answer\nactor;Arvania;2;;Arvenia\noutlet;Herold;1;;register newspaper\nissue;Dam;1;;\n");
        var file =
                file(
                        "mine.csv",
                        "holder,issue,addressees,outlet\nArvania,Dam,Arvania; Norland,Herold\n");
        gateway.answers(404, "{\"title\":\"Unknown name\",\"status\":404}")
                .answers(201, "{}")
                .answers(200, SUMMARY.formatted(1, 1, 0, 0));

        var run = load(file.toString(), "--names", names.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(gateway.asked())
                .containsExactly(
                        new FakeGateway.Asked("GET /v1/outlets/Herold", ""),
                        new FakeGateway.Asked(
                                "PUT /v1/outlets/herold",
                                "{\"kind\":\"newspaper\",\"name\":\"Herold\"}"),
                        new FakeGateway.Asked(
                                "POST /v1/reports?results=errors",
                                "\n{\"holder\":\"Arvenia\",\"issue\":\"Dam\",\"addressees\":[\"Arvenia\",\"Norland\"],\"source\":{\"outlet\":\"Herold\"}}\n"));
    }

    @Test
    void names_are_registered_in_the_order_of_their_file() throws IOException {
        var names =
                file(
                        "names.csv",
                        "type,name,answer\n"
                                + Stream.of("D", "B", "E", "A", "C")
                                        .map("outlet,%s,register other\n"::formatted)
                                        .collect(Collectors.joining()));
        for (var _ : new int[5]) gateway.answers(404, "{}").answers(201, "{}");
        gateway.answers(200, SUMMARY.formatted(1, 1, 0, 0));

        var run = load(file("mine.csv", "holder\nx\n").toString(), "--names", names.toString());

        assertThat(run.out().lines().filter(line -> line.startsWith("Registered")))
                .extracting(line -> line.substring(12, 13))
                .containsExactly("D", "B", "E", "A", "C");
    }

    @Test
    void a_bad_file_of_names_is_refused_at_its_row() throws IOException {
        var file = file("mine.csv", "holder\nx\n").toString();
        var bad =
                file(
                                "bad.csv",
                                "type,name,answer\nactor,A,register moon\nissue,B,register law\nplace,C,x\nactor,D,x\nactor,D,y\nactor,E,State\n")
                        .toString();
        assertThat(load(file, "--names", bad).err())
                .isEqualTo(
                        """
                        %1$s, row 2: write `register` and one of state, organization, person, group.
                        %1$s, row 3: write `register` alone.
                        %1$s, row 4: the type is 'place', but must be actor, issue or outlet.
                        %1$s, row 6: 'D' has another answer in an earlier row.
                        %1$s, row 7: 'State' is a kind: write `register state`, or the name of an entry.
                        """
                                .formatted(bad));
        assertThat(load(file, "--names", home + "/none.csv").err()).contains("does not exist");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_file_of_names_that_a_spreadsheet_has_saved_in_its_own_way_is_written_anew()
            throws IOException {
        gateway.answers(
                200,
                unknown(2, "/holder", "actor", "=Nobody()", "")
                        + "{\"summary\":{},\"dryRun\":true}\n");
        var names = home.resolve("names.csv");
        var saved = "type;name;note;answer\noutlet;Grüße;see\u00A0p. 3;register other\n";
        Files.write(names, saved.getBytes(Charset.forName("windows-1252")));
        var file = file("mine.csv", "holder\n=Nobody()\n").toString();

        assertThat(load(file, "--names", names.toString()))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                names
                                        + " is not in UTF-8: byte 32, in line 2. Read as windows-1252, it has the word 'Grüße'. Nothing was filed from it. If this is right, save it as CSV in UTF-8.\n"));
        assertThat(gateway.asked()).isEmpty();
        assertThat(load(file, "--dry-run", "--names", names.toString()).err())
                .contains("If this is right, save it as CSV in UTF-8.");
        assertThat(Files.readString(names))
                .isEqualTo(
                        "\uFEFFtype,name,note,answer\r\noutlet,Grüße,see\u00A0p. 3,register other\r\nactor,'=Nobody(),,\r\n");
        assertThat(home.resolve("names.csv.part")).doesNotExist();
    }

    @Test
    void an_answer_is_for_its_name_in_any_unicode_form_and_behind_a_formula_mark()
            throws IOException {
        gateway.answers(200, SUMMARY.formatted(1, 1, 0, 0));
        var names = file("names.csv", "type,name,answer\nactor,Frédonie,a\nactor,'=B,b\n");
        var file = file("mine.csv", "holder,spokenFor\nFre\u0301donie,'=B\n");

        load(file.toString(), "--names", names.toString());

        assertThat(gateway.asked().getFirst().body())
                .isEqualTo("\n{\"holder\":\"a\",\"spokenFor\":\"b\"}\n");
    }
}
