package org.demarche.cli.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstLinesTest {

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
}
