package org.demarche.model.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.demarche.model.ReportBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of worked cases, against the fold and against the rule written down plainly. */
class WorkedCasesTest {

    static Stream<WorkedCase> cases() {
        return WorkedCase.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void all_that_stands_is_what_the_table_says(WorkedCase one) {
        assertThat(one.folded()).isEqualTo(one.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_rule_written_down_plainly_comes_to_the_same(WorkedCase one) {
        var basis = Basis.by(Rule.LATEST_OWN_2).graded(one.grades());
        var dossier = Dossier.of(ReportBuilder.SUBJECT, basis, one.events(), one.time());
        var plain = new PlainSecondRule(one.events(), one.time(), one.grades());

        assertThat(dossier.position(one.time())).isEqualTo(plain.position());
        assertThat(dossier.history(one.time()).shifts()).isEqualTo(List.copyOf(plain.shifts()));
    }
}
