package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Speaker;
import org.junit.jupiter.api.Test;

class ReportDigestTest {

    @Test
    void the_canonical_form_has_sorted_keys_and_nothing_empty() {
        assertThat(new String(ReportDigest.canonical(Reports.MINIMAL), UTF_8))
                .isEqualTo(
                        """
                        {"holder":"norland","issue":"strait-talks","saidOn":"2024",\
                        "source":{"outlet":"north-daily"},"stance":"against"}""");
    }

    @Test
    void has_not_changed_since_ids_were_made_of_it() {
        assertThat(ReportDigest.of(Reports.MINIMAL))
                .isEqualTo("37d7d0fdc94119fa237642d169fd623812e1f55eac163e30a533351c06ded6a1");
        assertThat(ReportDigest.of(Reports.FULL))
                .isEqualTo("02d81ca3637e04c490c97e466add30bd91054a390d444010c7d55ee32b6457e5");
    }

    @Test
    void one_text_in_two_normal_forms_is_one_content() {
        assertThat(ReportDigest.of(said("Cafe\u0301", null)))
                .isEqualTo(ReportDigest.of(said("Caf\u00e9", null)));
    }

    @Test
    void an_object_without_a_field_is_no_content() {
        assertThat(ReportDigest.of(said(null, new Act(null, null, null))))
                .isEqualTo(ReportDigest.of(said(null, null)));
    }

    @Test
    void other_words_are_other_content() {
        assertThat(ReportDigest.of(said("a", null))).isNotEqualTo(ReportDigest.of(said("b", null)));
    }

    private static Report said(String summary, Act act) {
        var minimal = Reports.MINIMAL;
        return new Report(
                minimal.holder(),
                minimal.holder(),
                minimal.issue(),
                new Speaker(null, "Ada", null),
                minimal.stance(),
                List.of(),
                minimal.saidOn(),
                null,
                null,
                List.of(),
                act,
                null,
                summary,
                null,
                minimal.source(),
                null,
                null);
    }
}
