package org.demarche.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentWordsTest {

    @ParameterizedTest
    @CsvSource({
        "2022-12-02, on 2022-12-02",
        "2022-12-02?, on 2022-12-02?",
        "2022-12, in 2022-12",
        "2022, in 2022",
        "2022~, in 2022~",
        "[2022-12-02..2025-03-03], between 2022-12-02 and 2025-03-03",
        "[..2022-12-02], by 2022-12-02",
        "[2022-12-02..], not before 2022-12-02",
        "2022-12-02/2022-12-04, between 2022-12-02 and 2022-12-04",
        "2022-11-30~/2022-12-02?, between 2022-11-30~ and 2022-12-02?",
        "../2022-12-04?, by 2022-12-04?",
        "../2022-12-04, by 2022-12-04",
        "2022-12-02/.., not before 2022-12-02"
    })
    void days_are_told_as_they_are_meant(String edtf, String words) {
        assertThat(DocumentWords.when(edtf)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"true, a denial", "false, no comment"})
    void only_a_report_that_counts_makes_a_statement_a_denial(boolean decisive, String words)
            throws IOException {
        var statement =
                new ObjectMapper()
                        .readTree(
                                """
                                {"stance": null, "reports": [{"counted": %s, "body": {"denies": "briefing"}}]}"""
                                        .formatted(decisive));

        assertThat(DocumentWords.stanceOrComment(statement)).isEqualTo(words);
    }
}
