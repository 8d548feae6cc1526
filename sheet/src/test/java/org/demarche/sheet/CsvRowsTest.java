package org.demarche.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void the_separator_is_told_by_the_header(String separator) throws IOException {
        var text = "holder,stance,summary\nnorland,favor,x\n".replace(",", separator);

        assertThat(cells(text)).containsExactly("1 holder|stance|summary", "2 norland|favor|x");
    }

    @Test
    void a_comma_in_a_cell_does_not_separate_if_semicolons_separate_the_header()
            throws IOException {
        assertThat(cells("holder;summary\nnorland;one, two, three\n"))
                .containsExactly("1 holder|summary", "2 norland|one, two, three");
    }

    @Test
    void the_separator_is_told_although_a_title_stands_above_the_header() throws IOException {
        assertThat(cells("My coding, of 2025\n\nholder;stance\n").getLast())
                .isEqualTo("3 holder|stance");
    }

    @Test
    void a_header_with_two_separators_is_refused() {
        assertThatThrownBy(() -> cells("holder;issue,stance\n"))
                .hasMessage(
                        "Row 1: both commas and semicolons separate the cells of the header: use one of them");
    }

    @Test
    void a_spreadsheet_may_tell_its_separator() throws IOException {
        assertThat(cells("sep=;\r\nholder;stance\r\n")).containsExactly("1 holder|stance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void rows_end_as_any_system_ends_them(String end) throws IOException {
        var text = "holder,stance%nnorland,favor%n%nsudland,none".replace("%n", end);

        assertThat(cells(text))
                .containsExactly("1 holder|stance", "2 norland|favor", "3 ", "4 sudland|none");
    }

    @Test
    void a_quoted_line_break_does_not_end_a_row() throws IOException {
        assertThat(cells("holder,summary\nnorland,\"one\ntwo, \"\"three\"\"\"\nsudland,x\n"))
                .containsExactly(
                        "1 holder|summary", "2 norland|one\ntwo, \"three\"", "3 sudland|x");
    }

    @Test
    void a_quotation_mark_that_nobody_closes_ends_the_reading_within_bounds() {
        assertThatThrownBy(() -> cells("holder,summary\nnorland,\"one\n" + "x".repeat(400_000)))
                .isInstanceOf(SheetFault.class)
                .hasMessageContaining("Row 2 does not end, because a quotation mark is not closed");
        assertThatThrownBy(() -> cells("holder,summary\nnorland,\"one\nx"))
                .isInstanceOf(SheetFault.class)
                .hasMessageContaining("Row 2 has a quotation mark that is not closed");
        assertThatThrownBy(() -> cells("holder,summary\nnorland,\"one\"two\n"))
                .isInstanceOf(SheetFault.class)
                .hasMessageContaining("Row 2 has a quotation mark");
    }

    @Test
    void a_cell_of_a_hundred_thousand_characters_is_read() throws IOException {
        assertThat(cells("holder,summary\nnorland,%s\n".formatted("x".repeat(100_000))).getLast())
                .hasSize(100_000 + "2 norland|".length());
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,EFBBBF", "UTF-16LE,FFFE", "UTF-16BE,FEFF"})
    void a_byte_order_mark_tells_the_encoding(String encoding, String mark) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(mark));
        bytes.writeBytes("holder,summary\nnorland,Grüße\n".getBytes(Charset.forName(encoding)));

        var text =
                SheetText.of(
                        new ByteArrayInputStream(bytes.toByteArray()), StandardCharsets.US_ASCII);

        assertThat(text.encoding()).isEqualTo(Charset.forName(encoding));
        assertThat(cells(CsvRows.open(text.reader(), ColumnMap.NONE)).getLast())
                .isEqualTo("2 norland|Grüße");
    }

    @Test
    void bytes_of_another_encoding_are_refused_at_their_row() throws IOException {
        var bytes =
                ("holder,summary\n" + "norland,x\n".repeat(5_000) + "norland,Grüße\n")
                        .getBytes(Charset.forName("windows-1252"));
        var text = SheetText.of(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        var rows = CsvRows.open(text.reader(), ColumnMap.NONE);

        assertThatThrownBy(() -> cells(rows))
                .isInstanceOf(SheetFault.class)
                .hasMessageContaining("is not in the encoding of the file");
    }

    private static List<String> cells(String text) throws IOException {
        return cells(CsvRows.open(new StringReader(text), ColumnMap.NONE));
    }

    private static List<String> cells(CsvRows rows) throws IOException {
        var all = new ArrayList<String>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            all.add(row.number() + " " + String.join("|", row.cells()));
        }
        return all;
    }
}
