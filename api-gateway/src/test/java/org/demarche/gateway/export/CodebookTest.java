package org.demarche.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.demarche.gateway.table.Column;
import org.junit.jupiter.api.Test;

/** The codebook says of every column what it is, and where it comes from. */
class CodebookTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `(?<column>\\w+)` \\| `(?<from>/[\\w/]+)` \\| .+ \\|");

    private record Row(String column, String from) {}

    @Test
    void the_table_of_columns_is_the_one_that_is_exported() throws IOException {
        assertThat(documented())
                .isEqualTo(
                        StatementCsv.COLUMNS.all().stream()
                                .map(column -> new Row(column.name(), from(column)))
                                .toList());
    }

    private static String from(Column column) {
        return column.ofList()
                ? column.pointer().toString()
                : '/' + StatementCsv.COLUMNS.rows() + column.pointer();
    }

    private static List<Row> documented() throws IOException {
        return Files.readAllLines(Path.of("../docs/codebook.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> new Row(row.group("column"), row.group("from")))
                .toList();
    }
}
