package org.demarche.cli.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import org.demarche.cli.Run;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class SheetFileTest extends SheetLoads {

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
                                        + " is not in UTF-8: byte 30, in line 2. Read as windows-1252, it has the word 'Grüße'. Nothing was filed from it. If this is right, load it with --encoding windows-1252.\n"));
        assertThat(gateway.asked()).isEmpty();

        gateway.answers(200, SUMMARY.formatted(20, 20, 0, 0));
        assertThat(load(file.toString(), "--encoding", "windows-1252").exitCode()).isZero();
        assertThat(gateway.asked().getFirst().body()).contains("Die Grüße fielen");
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
    void options_of_sheets_need_a_sheet() throws IOException {
        var lines = file("mine.ndjson", "{}\n").toString();

        assertThat(load(lines, "--sheet", "x").exitCode()).isEqualTo(2);
        assertThat(load(lines, "--sheet", "x").err()).contains("--sheet needs a spreadsheet");
        assertThat(load(file("mine.csv", "holder\nx\n").toString(), "--encoding", "x").err())
                .contains("'x' is not an encoding");
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
}
