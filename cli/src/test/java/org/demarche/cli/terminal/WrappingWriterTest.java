package org.demarche.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WrappingWriterTest {

    private static final int COLUMNS = 40;

    @Test
    void a_long_line_goes_on_below_its_text() {
        assertThat(
                        written(
                                """
                                The gateway cannot be reached, so nothing was sent.
                                  latest     2025-03-03, Ana Reyes: she will sign the treaty.
                                  set aside  against, said on 2025-03-03, by Belmora
                                             a line below a label that is long itself
                                """))
                .isEqualTo(
                        """
                        The gateway cannot be reached, so
                          nothing was sent.
                          latest     2025-03-03, Ana Reyes: she
                                     will sign the treaty.
                          set aside  against, said on
                                     2025-03-03, by Belmora
                                     a line below a label that
                                     is long itself
                        """);
    }

    @Test
    void what_somebody_copies_or_a_program_reads_stays_whole() {
        var text =
                """
                {"items": ["a line of JSON that is far longer than the terminal"]}
                 id         | a row of a table that is wider than that
                ------------+-----------------------------------------
                http://127.0.0.1:8080/v1/actors/norland/positions/river-treaty
                """;

        assertThat(written(text)).isEqualTo(text);
    }

    @Test
    void a_command_is_not_broken() {
        assertThat(
                        written(
                                """
                                `demarche diff voices 2`, or `demarche promote voices 2` makes it live.
                                A lone ` is a sign like any other, in a line that is long.
                                """))
                .isEqualTo(
                        """
                        `demarche diff voices 2`, or
                          `demarche promote voices 2` makes it
                          live.
                        A lone ` is a sign like any other, in a
                          line that is long.
                        """);
    }

    @Test
    void text_without_an_end_is_not_held_back() {
        var out = new StringWriter();
        var writer = new PrintWriter(new WrappingWriter(out, () -> COLUMNS));

        writer.print("Merge?");
        writer.flush();

        assertThat(out.toString()).isEqualTo("Merge?");
    }

    private static String written(String text) {
        var out = new StringWriter();
        try (var writer = new PrintWriter(new WrappingWriter(out, () -> COLUMNS))) {
            writer.print(text);
        }
        return out.toString();
    }
}
