package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.demarche.http.ProblemKind;
import org.junit.jupiter.api.Test;

/** The reference of errors has a section for each kind of problem that the services answer. */
class ProblemTypesTest {

    private static final String SECTION = "### ";

    @Test
    void every_kind_has_a_section_and_no_section_is_of_a_kind_that_is_gone() throws IOException {
        var sections =
                Files.readAllLines(Demarche.HOME.resolve("docs/errors.md")).stream()
                        .filter(line -> line.startsWith(SECTION))
                        .map(line -> line.substring(SECTION.length()));

        assertThat(sections)
                .containsExactlyElementsOf(
                        Stream.of(ProblemKind.values()).map(ProblemKind::slug).toList());
    }
}
