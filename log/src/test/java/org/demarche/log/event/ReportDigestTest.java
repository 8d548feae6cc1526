package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Source;
import org.demarche.model.Report.Speaker;
import org.demarche.model.edtf.Edtf;
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
    void of_the_later_fields_has_not_changed_either() {
        assertThat(new String(ReportDigest.canonical(Reports.LATER), UTF_8))
                .isEqualTo(
                        """
                        {"credibility":4,"denies":"berg-interview-2024-05-03","holder":"norland",\
                        "issue":"strait-talks","saidAfter":"berg-strait-2024-05-04",\
                        "saidAt":"2024-05-04T21:00:00Z","saidOn":"2024-05-05",\
                        "source":{"outlet":"north-daily","published":"2024-05",\
                        "publishedAt":"2024-05-04T21:15:30.500Z"},"spokenFor":"norland",\
                        "stance":"none","utterance":"berg-denial-2024-05-05"}""");
    }

    @Test
    void the_offset_of_an_instant_makes_no_other_content() {
        assertThat(ReportDigest.of(saidAt(ZoneOffset.ofHours(9))))
                .isEqualTo(ReportDigest.of(saidAt(null)));
    }

    @Test
    void a_month_of_publication_is_one_content_on_whatever_day_of_it_the_report_was_filed() {
        var early = ReportDigest.of(published("2024-05-04", "2024-05"));

        assertThat(ReportDigest.of(published("2024-05-31", "2024-05"))).isEqualTo(early);
        assertThat(ReportDigest.of(published("2024-05-04", null))).isNotEqualTo(early);
        assertThat(ReportDigest.of(published("2024-05-04", null)))
                .isNotEqualTo(ReportDigest.of(published("2024-05-31", null)));
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

    private static Report saidAt(ZoneOffset offset) {
        return report(null, null, offset, Reports.MINIMAL.source());
    }

    private static Report published(String day, String month) {
        var source =
                new Source(
                        "north-daily",
                        null,
                        null,
                        LocalDate.parse(day),
                        month == null ? null : Edtf.parse(month),
                        null,
                        null,
                        List.of());
        return report(null, null, null, source);
    }

    private static Report said(String summary, Act act) {
        return report(summary, act, null, Reports.MINIMAL.source());
    }

    private static Report report(String summary, Act act, ZoneOffset offset, Source source) {
        var minimal = Reports.MINIMAL;
        return new Report(
                minimal.holder(),
                minimal.holder(),
                minimal.issue(),
                new Speaker(null, "Ada", null),
                minimal.stance(),
                List.of(),
                minimal.saidOn(),
                Instant.parse("2024-05-04T21:00:00Z"),
                offset,
                null,
                List.of(),
                act,
                null,
                summary,
                null,
                null,
                null,
                source,
                null,
                null);
    }
}
