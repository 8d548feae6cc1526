package org.demarche.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final List<String> HEADER = List.of("issue", "heard", "latest");
    private static final List<List<String>> ROWS =
            List.of(
                    List.of("a-very-long-id", "12", "The minister signs the treaty of the river."),
                    List.of("dam", "3", "No dam."));

    @Test
    void a_file_gets_a_row_on_each_line() {
        assertThat(Table.of(HEADER, ROWS, Screen.UNLIMITED, "heard"))
                .isEqualTo(
                        """
                         issue          | heard | latest
                        ----------------+-------+---------------------------------------------
                         a-very-long-id | 12    | The minister signs the treaty of the river.
                         dam            | 3     | No dam.\
                        """);
    }

    @Test
    void a_terminal_gets_cells_of_several_lines_and_whole_ids() {
        assertThat(Table.of(HEADER, ROWS, 46, "heard"))
                .isEqualTo(
                        """
                         issue          | heard | latest
                        ----------------+-------+---------------------
                         a-very-long-id | 12    | The minister signs
                                        |       | the treaty of the
                                        |       | river.
                         dam            | 3     | No dam.\
                        """);
    }

    @Test
    void a_narrow_terminal_does_without_the_column_that_matters_least() {
        assertThat(Table.of(HEADER, ROWS, 34, "heard"))
                .isEqualTo(
                        """
                         issue          | latest
                        ----------------+-----------------
                         a-very-long-id | The minister
                                        | signs the
                                        | treaty of the
                                        | river.
                         dam            | No dam.\
                        """);
    }
}
