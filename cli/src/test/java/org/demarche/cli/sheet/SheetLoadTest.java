package org.demarche.cli.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

class SheetLoadTest extends SheetLoads {

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
}
