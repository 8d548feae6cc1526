package org.demarche.cli.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SheetDryRunTest extends SheetLoads {

    @Test
    void a_dry_run_takes_the_guess_and_says_it() throws IOException {
        var text = "holder,summary\n" + "Норланд,Переговоры не начнутся до весны\n".repeat(20);
        var file = home.resolve("cyrillic.csv");
        Files.write(file, text.getBytes(Charset.forName("windows-1251")));
        gateway.answers(200, "{\"summary\":{},\"dryRun\":true}\n");

        var run = load(file.toString(), "--dry-run");

        assertThat(run.err()).contains("Read as windows-1251, it has the word 'Норланд'");
        assertThat(gateway.asked().getFirst().body()).contains("Переговоры");
    }

    @Test
    void a_dry_run_lists_rows_and_groups_unknown_names_for_a_file_of_answers() throws IOException {
        gateway.answers(
                200,
                "{\"line\":2,\"status\":201,\"id\":\"a.b.1\"}\n{\"line\":3,\"status\":201,\"id\":\"a.b.2\",\"event\":1}\n{\"line\":4,\"status\":200,\"id\":\"a.b.3\"}\n"
                        + unknown(5, "/holder", "actor", "Arvania", "Arvenia")
                        + unknown(6, "/source/outlet", "outlet", "Herold", "")
                        + unknown(7, "/holder", "actor", "Arvania", "Arvenia")
                        + "{\"summary\":{},\"dryRun\":true}\n");
        var file = file("mine.csv", "holder,outlet\n" + "x,y\n".repeat(6));
        var names = home.resolve("names.csv");

        var run = load(file.toString(), "--dry-run", "--names", names.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        """
                        Unknown names:
                          actor 'Arvania', 2 rows (5, 7): did you mean Arvenia?
                          outlet 'Herold', 1 row (6)
                        A dry run of %s: nothing was written.
                          would be filed: 1 (row 2)
                          would be corrected: 1 (row 3)
                          known already: 1 (row 4)
                          refused: 3 (rows 5 to 7)
                        """
                                .formatted(file));
        assertThat(gateway.asked().getFirst().request()).isEqualTo("POST /v1/reports?dryRun=true");
        assertThat(Files.readString(names))
                .isEqualTo(
                        "\uFEFFtype,name,rows,near,answer\r\nactor,Arvania,2,Arvenia,\r\noutlet,Herold,1,,\r\n");
    }

    @Test
    void a_dry_run_warns_of_an_article_that_was_filed_before() throws IOException {
        gateway.answers(
                200,
                "{\"line\":2,\"status\":201,\"id\":\"a.b.1\",\"warnings\":[{\"pointer\":\"/source/url\",\"message\":\"was filed before\"}]}\n{\"summary\":{}}\n");
        var file = file("mine.csv", "holder,url\nx,https://post.example/1\n");

        assertThat(load(file.toString(), "--dry-run").err())
                .contains(":2: warning: B2 (url): was filed before\n");
    }

    @Test
    void a_dry_run_counts_rows_whose_names_are_answered_and_adds_only_new_names()
            throws IOException {
        gateway.answers(
                200,
                unknown(2, "/source/outlet", "outlet", "Herold", "")
                        + unknown(3, "/holder", "actor", "Nobody", "")
                        + "{\"summary\":{},\"dryRun\":true}\n");
        var names =
                file("names.csv", "type,name,rows,near,answer\noutlet,Herold,1,,register other\n");
        var file = file("mine.csv", "holder,outlet\nx,Herold\nNobody,y\n");

        var run = load(file.toString(), "--dry-run", "--names", names.toString());

        assertThat(run.out()).contains("would be filed: 1 (row 2)").contains("refused: 1 (row 3)");
        assertThat(Files.readAllLines(names))
                .containsExactly(
                        "\uFEFFtype,name,rows,near,answer",
                        "outlet,Herold,1,,register other",
                        "actor,Nobody,1,,");
    }

    @Test
    void a_dry_run_finds_two_rows_with_one_id() throws IOException {
        var digest = "d".repeat(64);
        gateway.answers(
                200,
                "{\"line\":2,\"status\":201,\"id\":\"a.b.1\"}\n{\"line\":3,\"status\":201,\"id\":\"a.c.1\"}\n{\"line\":4,\"status\":201,\"id\":\"a.b.1\"}\n{\"line\":5,\"status\":201,\"id\":\"a.b.%1$s\"}\n{\"line\":6,\"status\":201,\"id\":\"a.b.%1$s\"}\n{\"line\":7,\"status\":201,\"id\":\"a.b.1\"}\n"
                                .formatted(digest)
                        + "{\"summary\":{},\"dryRun\":true}\n");
        var file =
                file(
                        "mine.csv",
                        "holder,issue,id,stance\na,b,1,favor\na,c,1,favor\na,b,1,against\na,b,,favor\nA,b,,favor\na,b,1,favor\n");

        var run = load(file.toString(), "--dry-run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        file
                                + ":4: C4 (id): is in row 2 already, for the same holder and issue: give each report an id of its own\n");
        assertThat(run.out())
                .contains("would be filed: 3 (rows 2 to 3, 5)", "known already: 2 (rows 6 to 7)");
    }

    @Test
    void a_dry_run_points_at_two_stances_of_one_speaker_on_one_day() throws IOException {
        gateway.answers(
                200,
                "{\"line\":2,\"status\":201,\"id\":\"a.b.1\"}\n{\"line\":3,\"status\":201,\"id\":\"a.b.2\"}\n{\"line\":4,\"status\":201,\"id\":\"a.b.3\"}\n{\"summary\":{},\"dryRun\":true}\n");
        var header = "holder,issue,id,speaker,saidOn,stance,utterance\n";
        var file =
                file(
                        "mine.csv",
                        header
                                + "a,b,1,Roe,2025-01-02,favor,\nA,b,2,roe,2025-01-02,against,\na,b,3,Roe,2025-01-02,none,briefing\n");

        var run = load(file.toString(), "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains(
                        file
                                + ":3: note: the stance differs from that of row 2, which has the same speaker and day")
                .doesNotContain(":4: note");
    }

    @Test
    void a_dry_run_knows_a_row_whose_names_are_spelled_otherwise() throws IOException {
        gateway.answers(
                200,
                "{\"line\":2,\"status\":201,\"id\":\"a.b.1\",\"digest\":\"one\"}\n{\"line\":3,\"status\":201,\"id\":\"a.b.1\",\"digest\":\"one\"}\n{\"summary\":{},\"dryRun\":true}\n");
        var file = file("mine.csv", "holder,issue,id,outlet\na,b,1,Planet\na,b,1,Daily Planet\n");

        assertThat(load(file.toString(), "--dry-run").out())
                .contains("would be filed: 1 (row 2)", "known already: 1 (row 3)");
    }

    @Test
    void a_dry_run_finds_two_rows_with_one_id_whose_names_are_registered_first()
            throws IOException {
        gateway.answers(
                200,
                IntStream.rangeClosed(2, 5)
                                .mapToObj(
                                        row ->
                                                unknown(
                                                        row,
                                                        "/source/outlet",
                                                        "outlet",
                                                        "Herold",
                                                        ""))
                                .collect(Collectors.joining())
                        + "{\"summary\":{},\"dryRun\":true}\n");
        var names =
                file("names.csv", "type,name,rows,near,answer\noutlet,Herold,1,,register other\n");
        var file =
                file(
                        "mine.csv",
                        "holder,issue,id,stance,outlet\na,b,1,favor,Herold\na,b,1,against,Herold\na,b,1,favor,Herold\na,b,2,favor,Herold\n");

        var run = load(file.toString(), "--dry-run", "--names", names.toString());

        assertThat(run.err()).contains(file + ":3: C3 (id): is in row 2 already");
        assertThat(run.out())
                .contains(
                        "would be filed: 2 (rows 2, 5)",
                        "known already: 1 (row 4)",
                        "refused: 1 (row 3)");
    }

    @Test
    void a_row_that_has_an_unknown_name_twice_counts_once() throws IOException {
        gateway.answers(
                200,
                "{\"line\":8,\"status\":422,\"problem\":{\"violations\":[%1$s,%1$s]}}\n{\"summary\":{},\"dryRun\":true}\n"
                        .formatted(
                                "{\"pointer\":\"/holder\",\"message\":\"x\",\"unknown\":\"actor\",\"name\":\"Arvania\"}"));

        var run = load(file("mine.csv", "holder\nx\n").toString(), "--dry-run");

        assertThat(run.out()).contains("actor 'Arvania', 1 row (8)\n");
    }

    @Test
    void lines_of_json_can_be_tried_out_too() throws IOException {
        gateway.answers(
                200,
                "{\"line\":1,\"status\":201,\"id\":\"a.b.1\"}\n{\"line\":2,\"status\":422,\"problem\":{\"violations\":[{\"pointer\":\"/stance\",\"message\":\"is missing\"}]}}\n{\"summary\":{},\"dryRun\":true}\n");
        var file = file("mine.ndjson", "{}\n{}\n");

        var run = load(file.toString(), "--dry-run");

        assertThat(run.err()).isEqualTo(file + ":2: /stance: is missing\n");
        assertThat(run.out()).contains("would be filed: 1 (line 1)");
    }
}
