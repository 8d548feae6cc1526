package org.demarche.gateway.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.table.Column.ofList;
import static org.demarche.gateway.table.Column.ofRow;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.demarche.log.registry.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of JSON become lines of CSV that any reader takes apart again, and no spreadsheet runs. */
class CsvTest {

    private static final Columns PLAIN =
            new Columns("rows", List.of(ofRow("a", "/a"), ofRow("b", "/b")));

    @Test
    void a_cell_is_what_lies_at_its_pointer_and_an_array_on_the_way_means_each_element() {
        var columns =
                new Columns(
                        "rows",
                        List.of(
                                ofList("of", "/of"),
                                ofRow("number", "/number"),
                                ofRow("yes", "/yes"),
                                ofRow("deep", "/in/deep"),
                                ofRow("list", "/list"),
                                ofRow("keys", "/pairs/key"),
                                ofRow("texts", "/pairs/text"),
                                ofRow("absent", "/nothing/here")));

        assertThat(
                        csv(
                                columns,
                                """
                                {"of": "all", "rows": [
                                  {"number": 7, "yes": true, "in": {"deep": "x"}, "list": ["p", "q"],
                                   "pairs": [{"key": "k1", "text": "t1"}, {"text": "t2"}, {"key": "k3", "text": "t3"}]},
                                  {"number": null, "list": [], "pairs": [{"text": "t"}], "in": null}],
                                 "next": null}"""))
                .isEqualTo(
                        """
                        of,number,yes,deep,list,keys,texts,absent\r
                        all,7,true,x,p; q,k1; ; k3,t1; t2; t3,\r
                        all,,,,,,t,\r
                        """);
    }

    @Test
    void what_would_break_a_line_is_quoted() {
        assertThat(
                        csv(
                                PLAIN,
                                """
                                {"rows": [{"a": "one, two", "b": "she said \\"no\\""},
                                 {"a": "two\\nlines", "b": "a\\rb"}, {"a": "Nórland – Київ", "b": " "}]}"""))
                .isEqualTo(
                        "a,b\r\n"
                                + "\"one, two\",\"she said \"\"no\"\"\"\r\n"
                                + "\"two\nlines\",\"a\rb\"\r\n"
                                + "Nórland – Київ,\" \"\r\n");
    }

    @Test
    void a_byte_order_mark_stands_before_the_header() {
        assertThat(Csv.header(PLAIN, true))
                .startsWith(0xEF, 0xBB, 0xBF)
                .endsWith(Csv.header(PLAIN, false))
                .hasSize(3 + Csv.header(PLAIN, false).length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    2024-02-10                  | 2024-02-10 | 2024-02-10
                    2024-02                     | 2024-02-01 | 2024-02-29
                    2023~                       | 2023-01-01 | 2023-12-31
                    [2024-02-10..2024-03-01]    | 2024-02-10 | 2024-03-01
                    [..2024-03-01]              | -          | 2024-03-01
                    2024-02-10?/2024-03-01      | 2024-02-10 | 2024-03-01
                    ../2024-03-01%              | -          | 2024-03-01
                    2024-02-10/..               | 2024-02-10 | -
                    """)
    void a_time_has_its_first_and_its_last_day_beside_it(String edtf, String from, String to) {
        var columns = new Columns("rows", ofRow("on", "/on").days());

        assertThat(csv(columns, "{\"rows\":[{\"on\":\"%s\"},{\"on\":null}]}".formatted(edtf)))
                .isEqualTo(
                        "onEarliest,onLatest\r\n%s,%s\r\n\"\",\r\n"
                                .formatted(from == null ? "\"\"" : from, to == null ? "" : to));
    }

    @Test
    void no_rows_are_a_header_line() {
        assertThat(csv(PLAIN, "{\"rows\":[],\"next\":null}")).isEqualTo("a,b\r\n");
    }

    @Test
    void what_a_spreadsheet_would_run_stands_behind_an_apostrophe() throws IOException {
        var cells = new LinkedHashMap<String, String>();
        cells.put("=1+1", "'=1+1");
        cells.put("+1", "'+1");
        cells.put("-1", "'-1");
        cells.put("@here", "'@here");
        cells.put("＝1+1", "'＝1+1");
        cells.put("＋1", "'＋1");
        cells.put("－1", "'－1");
        cells.put("＠here", "'＠here");
        cells.put("\ufe66x", "'\ufe66x");
        cells.put("\ufe62x", "'\ufe62x");
        cells.put("\ufe63x", "'\ufe63x");
        cells.put("\ufe6bx", "'\ufe6bx");
        cells.put("\ud83d\ude00", "\ud83d\ude00");
        cells.put("\t=1", "'\t=1");
        cells.put("\r=1", "\"'\r=1\"");
        cells.put("=A1,B1", "\"'=A1,B1\"");
        cells.put("\"=1+1\"", "\"'\"\"=1+1\"\"\"");
        cells.put("\"quoted\"", "\"\"\"quoted\"\"\"");
        cells.put("a=1", "a=1");
        cells.put("1-2", "1-2");
        for (var cell : cells.entrySet()) {
            var row = Map.of("rows", List.of(Map.of("a", cell.getKey(), "b", "b")));
            assertThat(csv(PLAIN, new JsonMapper().writeValueAsString(row)))
                    .isEqualTo("a,b\r\n" + cell.getValue() + ",b\r\n");
        }
    }

    @Test
    void a_formula_that_begins_a_joined_cell_is_none_either() {
        assertThat(csv(PLAIN, "{\"rows\":[{\"a\":[\"=1\",\"=2\"],\"b\":[\"x\",\"=3\"]}]}"))
                .isEqualTo("a,b\r\n'=1; =2,x; =3\r\n");
    }

    @Test
    void an_object_is_a_cell_of_json() {
        assertThat(csv(PLAIN, "{\"rows\":[{\"a\":{\"x\":[1,\"y\"]},\"b\":null}]}"))
                .isEqualTo("a,b\r\n\"{\"\"x\"\":[1,\"\"y\"\"]}\",\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/positions, </v1/positions?cursor=new>",
        "/v1/positions?limit=2&cursor=old&actor=a%2Cb, </v1/positions?limit=2&actor=a%2Cb&cursor=new>",
        "/v1/positions?c%75rsor=old, </v1/positions?cursor=new>",
        "/v1/issues/r%C3%A9/positions?, </v1/issues/r%C3%A9/positions?cursor=new>"
    })
    void the_next_page_is_the_same_question_with_another_cursor(String asked, String link) {
        assertThat(NextLink.of(HttpRequest.GET(asked), "new")).isEqualTo(link + "; rel=\"next\"");
    }

    private static String csv(Columns columns, String json) {
        return new String(Csv.header(columns, false), UTF_8)
                + new String(Csv.rows(json.getBytes(UTF_8), columns, new Registry()), UTF_8);
    }
}
