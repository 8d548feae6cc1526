package org.demarche.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {

    @Test
    void headers_are_known_by_label_and_by_path_whatever_the_case_and_punctuation()
            throws IOException {
        var body =
                body(
                        ColumnMap.NONE,
                        "Said on,SOURCE.OUTLET,spoken_for,speaker.actor",
                        "2024-05,Daily,Norland,Ada");

        assertThat(body)
                .isEqualTo(
                        "{\"saidOn\":\"2024-05\",\"source\":{\"outlet\":\"Daily\"},\"spokenFor\":\"Norland\",\"speaker\":{\"actor\":\"Ada\"}}");
    }

    @Test
    void a_condition_may_have_a_key_and_a_list_stands_between_semicolons() throws IOException {
        var body =
                body(
                        ColumnMap.NONE,
                        "conditions,addressees",
                        "[dam-inspected] Inspectors are let in;The toll ends; ,Norland; Sudland");

        assertThat(body)
                .isEqualTo(
                        "{\"conditions\":[{\"key\":\"dam-inspected\",\"text\":\"Inspectors are let in\"},{\"text\":\"The toll ends\"}],\"addressees\":[\"Norland\",\"Sudland\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "14.01.2025, 2025-01-14",
        "03.04.2025, 2025-04-03",
        "14/01/2025, 2025-01-14",
        "01/14/2025, 2025-01-14",
        "4/4/2025, 2025-04-04",
        "2025/1/4, 2025-01-04",
        "2025-01, 2025-01",
        "[2025-01-10..2025-01-14], [2025-01-10..2025-01-14]",
        "2024/2025, 2024/2025"
    })
    void dates_are_read_as_spreadsheets_show_them(String cell, String date) throws IOException {
        assertThat(body(ColumnMap.NONE, "saidOn,holder", cell + ",x"))
                .isEqualTo("{\"saidOn\":\"%s\",\"holder\":\"x\"}".formatted(date));
    }

    @Test
    void a_date_that_can_be_read_in_two_ways_is_refused_unless_the_map_says_the_order()
            throws IOException {
        assertThat(faults("saidOn,holder", "03/04/2025,x"))
                .containsExactly(
                        "A2 '03/04/2025' can be 2025-04-03 or 2025-03-04: write one of these, or give the order of all dates in a map");
        assertThat(body(map("{\"dates\": \"month-day-year\"}"), "saidOn,holder", "03/04/2025,x"))
                .contains("2025-03-04");
        assertThat(faults("saidOn,holder", "03/04/25,x").getFirst())
                .contains("has a year of two digits");
    }

    @Test
    void a_day_that_there_is_not_is_told_as_the_cell_has_it() throws IOException {
        assertThat(faults("saidOn,holder", "30.02.2025,x"))
                .containsExactly(
                        "A2 '30.02.2025' is not a date: there is no day 30 of month 02 in 2025");
    }

    @Test
    void a_map_renames_columns_leaves_some_out_and_adds_what_the_sheet_lacks() throws IOException {
        var map =
                map(
                        """
                        {"columns": {"Datum": "saidOn", "Notizen": null, "Haltung": "stance"},
                         "fixed": {"issue": "River treaty"},
                         "values": {"stance": {"pro": "favor"}}}
                        """);

        assertThat(body(map, "Datum,Notizen,Haltung,holder", "2024-05,nice,pro,Norland"))
                .isEqualTo(
                        "{\"issue\":\"River treaty\",\"saidOn\":\"2024-05\",\"stance\":\"favor\",\"holder\":\"Norland\"}");
    }

    @Test
    void each_bad_cell_is_named() throws IOException {
        assertThat(faults("holder,event,retracted,credibility,", "x,three,perhaps,high,more,still"))
                .containsExactly(
                        "B2 'three' is not a whole number",
                        "C2 'perhaps' is neither yes nor no",
                        "D2 'high' is not a whole number",
                        "E2 is in a column without a header: clear this cell",
                        "F2 is in a column without a header: clear this cell");
        assertThat(faults("holder,event", "x,3").getFirst())
                .startsWith("B2 is the number of an event, but the row has no report");
    }

    @Test
    void a_hundred_faults_of_a_row_or_a_header_are_told_and_one_more() throws IOException {
        assertThat(faults("id,holder", "x,".repeat(100_000))).hasSize(101);
        assertThatThrownBy(() -> read(ColumnMap.NONE, "holder" + ",nothing".repeat(1_000), "x"))
                .isInstanceOfSatisfying(
                        SheetFault.class, fault -> assertThat(fault.faults()).hasSize(101));
    }

    @Test
    void a_value_of_the_map_may_be_empty_and_means_an_empty_cell() throws IOException {
        assertThat(
                        body(
                                map("{\"values\": {\"stance\": {\"unclear\": \"\"}}}"),
                                "stance,holder",
                                "unclear,x"))
                .isEqualTo("{\"holder\":\"x\"}");
    }

    @Test
    void a_row_has_one_time_of_publication() throws IOException {
        assertThat(faults("holder,published,publishedOn", "x,2025-03,2025-03-31"))
                .containsExactly(
                        "C2 gives publishedOn or published, but the row has both: clear one of them");
    }

    @Test
    void a_flag_is_read_as_a_spreadsheet_writes_it_back() throws IOException {
        for (var yes : List.of("yes", "true", "TRUE", "1")) {
            assertThat(body(ColumnMap.NONE, "retracted", yes)).isEqualTo("{\"retracted\":true}");
        }
    }

    @Test
    void an_export_of_statements_is_told_as_such_and_not_column_by_column() {
        assertThatThrownBy(
                        () ->
                                body(
                                        ColumnMap.NONE,
                                        "statement,report,holder,statementStance,statementSaidOn",
                                        "x"))
                .isInstanceOf(SheetFault.class)
                .hasMessageStartingWith("This is an export of statements (--format csv)");
    }

    @Test
    void a_bad_header_is_refused_with_every_fault() {
        assertThatThrownBy(() -> body(ColumnMap.NONE, "holder,Outlett,stance,Holder", "x"))
                .hasMessage(
                        "B1 'Outlett' is not a column of reports: rename it, or leave it out with null in a map: did you mean outlet?; D1 is holder, and so is A1: leave one of them out");
        assertThatThrownBy(() -> body(ColumnMap.NONE, "My coding", "", "holder,stance"))
                .hasMessage(
                        "Row 1 is a title, and the headers are in row 3: delete the rows above them");
        assertThatThrownBy(() -> body(ColumnMap.NONE, "")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> body(map("{\"fixed\": {\"issue\": \"x\"}}"), "holder,issue", "x"))
                .hasMessageStartingWith("B1 is issue, for which the map has a fixed value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | it is not a JSON object",
                "{ | it is not JSON",
                "{\"column\": {}} | 'column' is unknown",
                "{\"columns\": {\"a\": \"b\"}} | 'b' is not a column of reports",
                "{\"dates\": \"European\"} | 'dates' must be day-month-year or month-day-year",
                "{\"fixed\": {\"issue\": null}} | null must be a text",
                "{\"fixed\": {\"issue\": \" \"}} | the fixed value of issue is empty",
                "{\"fixed\": {\"publishedOn\": \"03/04/2025\"}} | the fixed value of publishedOn cannot be read: '03/04/2025' can be",
                "{\"fixed\": {\"credibility\": \"high\"}} | the fixed value of credibility cannot be read: 'high' is not"
            })
    void a_bad_map_is_refused(String json, String why) {
        assertThatThrownBy(() -> map(json)).hasMessageContaining(why);
    }

    @Test
    void the_fault_of_a_field_has_the_cell_that_fills_it() throws IOException {
        var rows = rows("holder,Outlet,conditions,role");
        var header = SheetHeader.read(rows, ColumnMap.NONE);

        assertThat(header.place("/source/outlet", 7)).hasToString("Optional[B7 (Outlet)]");
        assertThat(header.place("/conditions/1/text", 7)).hasToString("Optional[C7 (conditions)]");
        assertThat(header.place("/speaker", 7)).hasToString("Optional[D7 (role)]");
        assertThat(header.place("/issue", 7)).isEmpty();
        assertThat(header.place("", 7)).isEmpty();
        assertThat(CellPlace.name(27, 3)).isEqualTo("AB3");
    }

    @Test
    void an_apostrophe_before_a_formula_is_taken_off_and_no_other() throws IOException {
        assertThat(body(ColumnMap.NONE, "summary,holder", "'=1+1,x")).contains("\"=1+1\"");
        assertThat(body(ColumnMap.NONE, "summary,holder", "'tis,x")).contains("\"'tis\"");
        assertThat(body(ColumnMap.NONE, "cameo,holder", "'011,x")).contains("\"011\"");
    }

    private static ColumnMap map(String json) {
        return ColumnMap.parse(json.getBytes(UTF_8));
    }

    private static CsvRows rows(String... lines) throws IOException {
        return CsvRows.open(new StringReader(String.join("\n", lines) + "\n"), ColumnMap.NONE);
    }

    private static RowReader.Read read(ColumnMap map, String... lines) throws IOException {
        var rows = CsvRows.open(new StringReader(String.join("\n", lines) + "\n"), map);
        var header = SheetHeader.read(rows, map);
        return new RowReader(header, map).read(rows.next());
    }

    private static String body(ColumnMap map, String... lines) throws IOException {
        var read = read(map, lines);
        assertThat(read.faults()).isEmpty();
        return read.body().toString();
    }

    private static List<String> faults(String... lines) throws IOException {
        return read(ColumnMap.NONE, lines).faults().stream().map(one -> one.text(2)).toList();
    }
}
