package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetLoadTest {

    private static final String SUMMARY =
            "{\"summary\":{\"lines\":%d,\"created\":%d,\"repeated\":%d,\"failed\":%d},\"token\":\"r0:3\"}\n";

    @TempDir Path home;

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void each_row_is_sent_as_the_line_of_its_number() throws IOException {
        gateway.answers(200, SUMMARY.formatted(2, 2, 0, 0));
        var file =
                file(
                        "mine.csv",
                        "holder;Outlet;stance\nNorland;Daily;favor\n;;\nSudland;\"A;B\";none\n");

        var run = load(file.toString());

        assertThat(run.err())
                .isEqualTo(file + " is read as UTF-8, with semicolons between the cells.\n");
        assertThat(run.out()).isEqualTo("2 rows: 2 filed, 0 known already, 0 refused.\n");
        assertThat(gateway.asked().getFirst())
                .isEqualTo(
                        new FakeGateway.Asked(
                                "POST /v1/reports?results=errors",
                                "\n{\"holder\":\"Norland\",\"source\":{\"outlet\":\"Daily\"},\"stance\":\"favor\"}\n\n{\"holder\":\"Sudland\",\"source\":{\"outlet\":\"A;B\"},\"stance\":\"none\"}\n"));
    }

    @Test
    void a_fault_is_told_at_its_cell_and_a_bad_cell_is_not_sent() throws IOException {
        gateway.answers(
                200,
                "{\"line\":2,\"status\":422,\"problem\":{\"status\":422,\"violations\":[{\"pointer\":\"/source/outlet\",\"message\":\"no outlet is called 'Dayly'\",\"suggestions\":[\"Daily\"]}]}}\n"
                        + SUMMARY.formatted(1, 0, 0, 1));
        var file =
                file(
                        "mine.csv",
                        "holder,Outlet,saidOn\nNorland,Dayly,2025\nNorland,Daily,03/04/2025\n");

        var run = load(file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("2 rows: 0 filed, 0 known already, 2 refused.\n");
        assertThat(run.err())
                .contains(
                        file
                                + ":2: B2 (Outlet): no outlet is called 'Dayly': did you mean Daily?\n")
                .contains(file + ":3: C3 (saidOn): '03/04/2025' can be 2025-04-03 or 2025-03-04");
        assertThat(gateway.asked().getFirst().body()).doesNotContain("03/04");
    }

    @Test
    void corrections_are_counted_beside_new_reports() throws IOException {
        gateway.answers(
                200,
                "{\"summary\":{\"lines\":3,\"created\":2,\"corrected\":1,\"repeated\":1,\"failed\":0},\"token\":\"r0:3\"}\n");

        var run =
                load(
                        file("mine.csv", "report,event,holder\na.b.c,0,x\na.b.d,1,x\na.b.e,2,x\n")
                                .toString());

        assertThat(run.out())
                .isEqualTo("3 rows: 1 filed, 1 corrected, 1 known already, 0 refused.\n");
    }

    @Test
    void a_windows_file_is_refused_with_a_guess_and_read_with_the_encoding_that_is_said()
            throws IOException {
        var text =
                "holder,summary\n"
                        + "Norland,Die Grüße fielen kühl aus und größer als früher\n".repeat(20);
        var file = home.resolve("windows.csv");
        Files.write(file, text.getBytes(Charset.forName("windows-1252")));

        assertThat(load(file.toString()))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                file
                                        + " is not in UTF-8: byte 30, in line 2. In windows-1252 it says 'Grüße'. Nothing was filed from it. If this is right, load it with --encoding windows-1252.\n"));
        assertThat(gateway.asked()).isEmpty();

        gateway.answers(200, SUMMARY.formatted(20, 20, 0, 0));
        assertThat(load(file.toString(), "--encoding", "windows-1252").exitCode()).isZero();
        assertThat(gateway.asked().getFirst().body()).contains("Die Grüße fielen");
    }

    @Test
    void a_dry_run_takes_the_guess_and_says_it() throws IOException {
        var text = "holder,summary\n" + "Норланд,Переговоры не начнутся до весны\n".repeat(20);
        var file = home.resolve("cyrillic.csv");
        Files.write(file, text.getBytes(Charset.forName("windows-1251")));
        gateway.answers(200, "{\"summary\":{},\"dryRun\":true}\n");

        var run = load(file.toString(), "--dry-run");

        assertThat(run.err()).contains("In windows-1251 it says 'Норланд'");
        assertThat(gateway.asked().getFirst().body()).contains("Переговоры");
    }

    @Test
    void files_that_are_no_sheets_are_refused_by_name() throws IOException {
        var zip = home.resolve("zipped.csv");
        Files.write(zip, HexFormat.of().parseHex("504b030400000000"));
        assertThat(load(zip.toString()).err()).contains("is a zip archive and not CSV");
        var old = home.resolve("old.xls");
        Files.write(old, HexFormat.of().parseHex("d0cf11e0a1b11ae1"));
        assertThat(load(old.toString()).err()).contains("is an old Excel workbook");
        var broken = home.resolve("broken.xlsx");
        Files.write(broken, HexFormat.of().parseHex("504b0304deadbeef"));
        assertThat(load(broken.toString()).err()).contains("cannot be read as an Excel workbook");
        assertThat(load(file("text.xlsx", "a,b").toString()).err())
                .contains("is not an Excel workbook");
        assertThat(load(file("empty.csv", "").toString()).err()).contains("The sheet is empty");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_bad_header_ends_the_load_before_anything_is_filed() throws IOException {
        var good = file("good.csv", "holder,stance\nx,favor\n");
        var bad = file("bad.csv", "holder,stanze,Holder\nx,favor,y\n");

        var run = load(good.toString(), bad.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        bad
                                + ": B1 'stanze' is not a column of reports: rename it, or leave it out with null in a map: did you mean stance?; C1 is holder, and so is A1: leave one of them out. Nothing was filed from it.\n");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void cells_of_excel_become_texts_days_and_numbers() throws IOException {
        gateway.answers(200, SUMMARY.formatted(2, 1, 0, 0));
        var file = home.resolve("mine.xlsx");
        workbook(
                file,
                workbook -> {
                    var sheet = workbook.newWorksheet("Coding");
                    var headers =
                            new String[] {
                                "holder", "saidOn", "credibility", "saidAt", "retracted", "summary"
                            };
                    for (var at = 0; at < headers.length; at++) sheet.value(0, at, headers[at]);
                    sheet.value(1, 0, "Norland");
                    sheet.value(1, 1, LocalDate.of(2025, 1, 14));
                    sheet.style(1, 1).format("yyyy-mm-dd").set();
                    sheet.value(1, 2, 2.0);
                    sheet.value(1, 3, LocalDateTime.of(2025, 1, 14, 9, 30));
                    sheet.style(1, 3).format("dd.mm.yyyy hh:mm").set();
                    sheet.value(1, 4, true);
                    sheet.value(1, 5, "=1+1");
                    sheet.value(4, 0, "Sudland");
                    sheet.formula(4, 5, "A1");
                    workbook.newWorksheet("Notes").value(0, 0, "x");
                });

        var run = load(file.toString());

        assertThat(gateway.asked().getFirst().body())
                .isEqualTo(
                        "\n{\"holder\":\"Norland\",\"saidOn\":\"2025-01-14\",\"credibility\":2,\"saidAt\":\"2025-01-14T09:30\",\"retracted\":true,\"summary\":\"=1+1\"}\n\n\n\n");
        assertThat(run.err())
                .contains("'Coding' is read, and Notes is not: --sheet names another.")
                .contains(file + ":5: F5 (summary): has a formula without a result");
        assertThat(load(file.toString(), "--sheet", "Codes").err())
                .contains("has no sheet 'Codes': it has Coding, Notes.");
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
                        %s, tried out. Nothing is written.
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
    void a_dry_run_warns_of_an_article_that_was_filed_before() throws IOException {
        gateway.answers(
                200,
                "{\"line\":2,\"status\":201,\"id\":\"a.b.1\",\"warnings\":[{\"pointer\":\"/source/url\",\"message\":\"was filed before\"}]}\n{\"summary\":{}}\n");
        var file = file("mine.csv", "holder,url\nx,https://post.example/1\n");

        assertThat(load(file.toString(), "--dry-run").err())
                .contains(":2: warning: B2 (url): was filed before\n");
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
    void a_spreadsheet_with_another_ending_is_refused_before_its_lines_are_told()
            throws IOException {
        var run = load(file("mine.txt", "holder;stance\nZürich;favor\n").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("give its name the ending .csv, .tsv or .xlsx")
                .hasLineCount(1);
        assertThat(gateway.asked()).isEmpty();
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
                        %1$s, row 6: 'D' has another answer before.
                        %1$s, row 7: 'State' is a kind: write `register state`, or the name of an entry.
                        """
                                .formatted(bad));
        assertThat(load(file, "--names", home + "/none.csv").err()).contains("does not exist");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_cell_of_excel_that_shows_a_month_or_a_year_is_one() throws IOException {
        gateway.answers(200, SUMMARY.formatted(3, 3, 0, 0));
        var file = home.resolve("months.xlsx");
        workbook(
                file,
                workbook -> {
                    var sheet = workbook.newWorksheet("Coding");
                    sheet.value(0, 0, "saidOn");
                    date(sheet, 1, LocalDate.of(2025, 3, 1), "mmm-yy");
                    date(sheet, 2, LocalDate.of(2025, 1, 1), "yyyy");
                    date(sheet, 3, LocalDate.of(2025, 3, 1), "[$-407]d/\\ mmmm yyyy;@");
                    date(sheet, 4, LocalDate.of(2025, 3, 14), "mmm-yy");
                    date(sheet, 5, LocalDate.of(2025, 3, 1), "yyyy");
                });

        var run = load(file.toString());

        assertThat(gateway.asked().getFirst().body())
                .isEqualTo(
                        "\n{\"saidOn\":\"2025-03\"}\n{\"saidOn\":\"2025\"}\n{\"saidOn\":\"2025-03-01\"}\n\n\n");
        assertThat(run.err())
                .contains(
                        ":5: A5 (saidOn): shows a month, but holds 2025-03-14: write it as a text, such as 2025-03\n",
                        ":6: A6 (saidOn): shows a year, but holds 2025-03-01: write it as a text, such as 2025\n");
    }

    private static void date(Worksheet sheet, int row, LocalDate day, String format) {
        sheet.value(row, 0, day);
        sheet.style(row, 0).format(format).set();
    }

    @Test
    void zeros_that_a_cell_of_excel_shows_are_kept() throws IOException {
        gateway.answers(200, SUMMARY.formatted(1, 1, 0, 0));
        var file = home.resolve("zeros.xlsx");
        workbook(
                file,
                workbook -> {
                    var sheet = workbook.newWorksheet("Coding");
                    sheet.value(0, 0, "cameo");
                    sheet.value(1, 0, 11);
                    sheet.style(1, 0).format("000").set();
                    sheet.value(2, 0, 1011);
                    sheet.style(2, 0).format("000").set();
                    sheet.value(3, 0, 11);
                });

        load(file.toString());

        assertThat(gateway.asked().getFirst().body())
                .isEqualTo(
                        "\n{\"act\":{\"cameo\":\"011\"}}\n{\"act\":{\"cameo\":\"1011\"}}\n{\"act\":{\"cameo\":\"11\"}}\n");
    }

    @Test
    void a_copied_row_does_not_correct_the_report_of_the_first() throws IOException {
        gateway.answers(200, SUMMARY.formatted(2, 0, 2, 0));
        var file =
                file(
                        "mine.csv",
                        "event,report,holder\n0,a.b.c,x\n0,a.b.c,y\n0,a.b.d,x\n,,z\n,,z\n");

        var run = load(file.toString());

        assertThat(run.err())
                .contains(
                        file
                                + ":3: B3 (report): is in row 2 already: clear report and event to file a new report\n");
        assertThat(gateway.asked().getFirst().body().lines())
                .containsExactly(
                        "",
                        "{\"event\":0,\"report\":\"a.b.c\",\"holder\":\"x\"}",
                        "",
                        "{\"event\":0,\"report\":\"a.b.d\",\"holder\":\"x\"}",
                        "{\"holder\":\"z\"}",
                        "{\"holder\":\"z\"}");
    }

    @Test
    void rows_are_told_in_rising_order_however_they_come() {
        var rows = new RowRanges();

        for (var row : new int[] {5, 2, 4, 9, 3, 12, 11}) rows.add(row);

        assertThat(rows.text()).isEqualTo("2 to 5, 9, 11 to 12");
        assertThat(rows.count()).isEqualTo(7);
    }

    @Test
    void a_bad_fixed_value_is_told_of_the_map() throws IOException {
        var map = file("map.json", "{\"fixed\": {\"publishedOn\": \"03/04/2025\"}}");

        var run = load(file("mine.csv", "holder\nx\n").toString(), "--map", map.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith(
                        map
                                + " cannot be used: line 1: the fixed value of publishedOn cannot be read");
    }

    @Test
    void every_fault_of_a_map_is_told_with_its_line() throws IOException {
        var map =
                file(
                        "map.json",
                        """
                        {"columns": {"Datum": "date",
                                     "Haltung": 3},
                         "fixed": {"issue": ""},
                         "value": {},
                         "dates": "year"}
                        """);

        assertThat(load(file("mine.csv", "holder\nx\n").toString(), "--map", map.toString()).err())
                .contains(
                        "line 1: 'date' is not a column of reports",
                        "line 2: '3' is not a column of reports",
                        "line 3: the fixed value of issue is empty",
                        "line 4: 'value' is unknown",
                        "line 5: 'dates' must be");
    }

    @Test
    void a_column_that_the_map_names_and_the_sheet_lacks_is_a_fault_of_the_map()
            throws IOException {
        var map =
                file(
                        "map.json",
                        "{\"columns\": {\"Wer\": \"holder\",\n\"Datum\": \"saidOn\",\n\"Notes\": null}}");
        var file = file("mine.csv", "Wer,Tag\nx,2025\n");

        assertThat(load(file.toString(), "--map", map.toString()))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "%s does not fit %s: line 2: no column of the sheet has the header 'Datum'. Its headers are Wer, Tag. Nothing was filed from it.\n"
                                        .formatted(map, file)));
    }

    @Test
    void faults_are_told_in_the_order_of_their_rows_wherever_they_were_found() throws IOException {
        var file =
                file("mine.csv", "holder,saidOn\nx,2025\nx,03/04/2025\nx,2025\nx,soon\n")
                        .toString();

        for (var option : new String[] {"--encoding=UTF-8", "--dry-run"}) {
            gateway.answers(200, refused(2) + refused(4) + "{\"summary\":{},\"token\":\"\"}\n");
            assertThat(load(file, option).err().lines().filter(line -> line.startsWith(file + ":")))
                    .extracting(line -> line.substring(file.length() + 1).split(":")[0])
                    .containsExactly("2", "3", "4", "5");
        }
    }

    private static String refused(int line) {
        return "{\"line\":%d,\"status\":422,\"problem\":{\"status\":422,\"violations\":[{\"pointer\":\"/holder\",\"message\":\"is bad\"}]}}\n"
                .formatted(line);
    }

    @Test
    void rows_are_told_in_their_order_over_several_batches() throws IOException {
        var text = new StringBuilder("holder,saidOn\n");
        for (var row = 2; row <= 900; row++) {
            text.append(row == 3 || row == 450 || row == 800 ? "x,soon\n" : "x,2025\n");
        }
        var file = file("mine.csv", text.toString()).toString();

        for (var option : new String[] {"--encoding=UTF-8", "--dry-run"}) {
            var end = "{\"summary\":{},\"token\":\"\"}\n";
            gateway.answers(200, refused(2) + refused(402) + end)
                    .answers(200, refused(1) + refused(300) + end)
                    .answers(200, refused(1) + end);
            assertThat(load(file, option).err().lines().filter(line -> line.startsWith(file + ":")))
                    .extracting(line -> line.substring(file.length() + 1).split(":")[0])
                    .containsExactly("2", "3", "402", "403", "450", "702", "800", "805");
        }
    }

    @Test
    void a_sheet_of_bad_rows_is_taken_batch_by_batch() throws IOException {
        gateway.answers(200, SUMMARY.formatted(0, 0, 0, 0))
                .answers(200, SUMMARY.formatted(0, 0, 0, 0));
        var file = file("mine.csv", "holder,saidOn\n" + "x,soon\n".repeat(5_000));

        var run = load(file.toString());

        assertThat(run.out()).isEqualTo("5000 rows: 0 filed, 0 known already, 5000 refused.\n");
        assertThat(gateway.asked())
                .extracting(asked -> asked.body().length())
                .containsExactly(4_000, 1_001);
    }

    @Test
    void bad_rows_of_a_batch_that_is_refused_as_a_whole_are_told_before() throws IOException {
        gateway.answers(415, "{\"title\":\"Unsupported media type\",\"status\":415}");
        var file = file("mine.csv", "holder,saidOn\nx,2025\nx,soon\n").toString();

        assertThat(load(file, "--encoding=UTF-8").err().lines())
                .anySatisfy(line -> assertThat(line).startsWith(file + ":3: B3 (saidOn)"))
                .endsWith(
                        file + ": stopped before line 1; send the same lines again to go on.",
                        "Unsupported media type");
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
                                + ":3: note: has another stance than row 2, of the same speaker and day")
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
    void the_first_line_of_each_of_many_reports_is_kept() {
        var lines = new FirstLines();
        for (var line = 1L; line <= 10_000; line++) {
            lines.put(
                    FirstLines.digest("report " + line % 5_000), new FirstLines.First(line, -line));
        }

        for (var line = 1L; line <= 5_000; line++) {
            assertThat(lines.find(FirstLines.digest("report " + line % 5_000)))
                    .isEqualTo(new FirstLines.First(line, -line));
        }
        assertThat(lines.find(FirstLines.digest("another"))).isNull();
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
    void a_cell_with_line_breaks_is_told_on_one_line_and_cut() throws IOException {
        gateway.answers(200, SUMMARY.formatted(0, 0, 0, 0));
        var file =
                file(
                        "mine.csv",
                        "\"Said\non\",holder\n\"Some time\nin spring, %s\",x\n"
                                .formatted("perhaps ".repeat(20)));

        assertThat(load(file.toString()).err())
                .endsWith(
                        file
                                + ":2: A2 (Said\\non): 'Some time\\nin spring, perhaps perhaps perhaps perhaps perhaps...' is not a date: write year, month and day, such as 2025-01-31; or a month, such as 2025-01; or a year\n");
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
                                        + " is not in UTF-8: byte 32, in line 2. In windows-1252 it says 'Grüße'. Nothing was filed from it. If this is right, save it as CSV in UTF-8.\n"));
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

    @Test
    void options_of_sheets_need_a_sheet() throws IOException {
        var lines = file("mine.ndjson", "{}\n").toString();

        assertThat(load(lines, "--sheet", "x").exitCode()).isEqualTo(2);
        assertThat(load(lines, "--sheet", "x").err()).contains("--sheet needs a spreadsheet");
        assertThat(load(file("mine.csv", "holder\nx\n").toString(), "--encoding", "x").err())
                .contains("'x' is not an encoding");
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

    private static String unknown(int line, String pointer, String type, String name, String near) {
        return "{\"line\":%d,\"status\":422,\"problem\":{\"status\":422,\"violations\":[{\"pointer\":\"%s\",\"message\":\"no %s is called '%s'\",%s\"unknown\":\"%s\",\"name\":\"%s\"}]}}\n"
                .formatted(
                        line,
                        pointer,
                        type,
                        name,
                        near.isEmpty() ? "" : "\"suggestions\":[\"%s\"],".formatted(near),
                        type,
                        name);
    }

    private interface Filling {
        void fill(Workbook workbook);
    }

    private static void workbook(Path file, Filling filling) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                var workbook = new Workbook(out, "Test", "1.0")) {
            filling.fill(workbook);
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.write(home.resolve(name), text.getBytes(UTF_8));
    }

    private Run load(String... arguments) {
        return Run.demarche(
                home,
                Stream.concat(Stream.of("load", "--url", gateway.url()), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
