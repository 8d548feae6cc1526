package org.demarche.gateway.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.demarche.model.explain.Attestation;
import org.demarche.model.explain.Difference;
import org.demarche.model.explain.Difference.Value;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.fold.Support;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When independent reports began to differ. */
class ConflictingReportsTest {

    @ParameterizedTest
    @CsvSource({"venue, 2024-01-03", "conditions, 2024-01-02"})
    void a_report_without_a_value_contradicts_nobody_except_on_conditions(
            String field, LocalDate arose) {
        var values = List.of(value(null, 1), value("Paris", 2), value("London", 3));

        assertThat(arose(new Difference(field, true, values))).isEqualTo(instant(arose));
    }

    @ParameterizedTest
    @CsvSource({"merged, 2024-01-03", "daily-1, 2024-01-02"})
    void outlets_that_were_merged_are_one_origin(String first, LocalDate arose) {
        var second = first.equals("merged") ? "merged" : "daily-2";
        var values =
                List.of(
                        new Value("Lima", List.of(id(1)), List.of(first)),
                        new Value("Paris", List.of(id(2)), List.of(second)),
                        value("London", 3));

        assertThat(arose(new Difference("venue", true, values))).isEqualTo(instant(arose));
    }

    private static Instant arose(Difference difference) {
        var statement =
                new StatementEvidence(
                        StatementId.parse("arvenia.peace." + "0".repeat(24)),
                        new Subject("arvenia", "peace"),
                        "own",
                        null,
                        Stance.FAVOR,
                        Days.on(LocalDate.parse("2023-05-01")),
                        true,
                        id(1),
                        Support.NONE,
                        List.of(attestation(1), attestation(2), attestation(3)),
                        List.of(difference),
                        false,
                        null,
                        List.of());
        return ConflictingReports.of(statement).orElseThrow().arose();
    }

    private static Value value(String text, int report) {
        return new Value(text, List.of(id(report)), List.of("daily-" + report));
    }

    /** Of an outlet of its own, on a day of its own; the body is not looked at. */
    private static Attestation attestation(int number) {
        return new Attestation(
                id(number),
                null,
                new Resolved("daily-" + number, null, null, null, null),
                instant(LocalDate.of(2024, 1, number)),
                true);
    }

    private static ReportId id(int number) {
        return new ReportId("arvenia", "peace", "r" + number);
    }

    private static Instant instant(LocalDate day) {
        return Instant.parse(day + "T00:00:00Z");
    }
}
