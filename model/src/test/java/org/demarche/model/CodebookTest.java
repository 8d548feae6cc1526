package org.demarche.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.demarche.model.explain.WeighedStatement;
import org.demarche.model.fold.Shift;
import org.junit.jupiter.api.Test;

/** The codebook explains every word that the fold has for a shift and for a reason. */
class CodebookTest {

    @Test
    void every_kind_of_shift_has_a_line_and_an_example() throws IOException {
        assertThat(rows("| kind | from → to | example |"))
                .extracting(row -> row.get(0))
                .containsExactly(
                        Arrays.stream(Shift.Kind.values())
                                .map(kind -> "`" + kind.label() + "`")
                                .toArray(String[]::new));
    }

    @Test
    void every_reason_has_a_line_that_says_whether_it_counts() throws IOException {
        assertThat(rows("| reason | counted | the statement |"))
                .extracting(row -> row.subList(0, 2))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(WeighedStatement.Reason.values())
                                .map(
                                        reason ->
                                                List.of(
                                                        "`" + reason.label() + "`",
                                                        reason.counted() ? "yes" : "no"))
                                .toList());
    }

    /** The cells of the table with this head. */
    private static List<List<String>> rows(String head) throws IOException {
        return Files.readAllLines(Path.of("../docs/codebook.md")).stream()
                .dropWhile(line -> !line.equals(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("| "))
                .map(line -> List.of(line.substring(2).split(" \\| ")))
                .toList();
    }
}
