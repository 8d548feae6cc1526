package org.demarche.log.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.demarche.log.event.Golden;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.model.Grades;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.edtf.Days;
import org.demarche.model.edtf.Edtf;
import org.demarche.model.fold.Denial;
import org.demarche.model.fold.HeardCondition;
import org.demarche.model.fold.Position;
import org.demarche.model.fold.Position.Ascribed;
import org.demarche.model.fold.Position.Certainty;
import org.demarche.model.fold.Position.Latest;
import org.demarche.model.fold.Position.LatestReport;
import org.demarche.model.fold.Position.Previous;
import org.demarche.model.fold.Rule;
import org.demarche.model.fold.Support;
import org.junit.jupiter.api.Test;

class PositionDocumentTest {

    private static final StatementId STATEMENT =
            new StatementId("norland", "strait-talks", "0123456789abcdef01234567");

    @Test
    void every_field_has_its_place() {
        var position = position(2, 2, 2, "the fleet leaves the strait 🕊");
        Texts texts =
                report ->
                        report.token().equals("r0")
                                ? new ReportText("Talks \"only\" then.", "https://north.example/é")
                                : null;

        assertThat(new String(PositionDocument.write(position, texts), UTF_8))
                .isEqualTo(new String(Golden.value("p.v1"), UTF_8));
    }

    @Test
    void by_the_second_rule_the_evidence_has_its_grades_and_denials() {
        var denial = new Denial(STATEMENT, Days.on(LocalDate.of(2024, 5, 8)), "bo-ek", "Minister");

        assertThat(new String(PositionDocument.write(graded(denial), _ -> null), UTF_8))
                .isEqualTo(new String(Golden.value("p.v2"), UTF_8));
    }

    @Test
    void a_position_of_which_nothing_is_filed_has_the_same_fields() {
        var unheard = Position.unheard("norland", "strait-talks", Rule.LATEST_OWN_1);

        assertThat(new String(PositionDocument.write(unheard, _ -> null), UTF_8))
                .isEqualTo(new String(Golden.value("p.unheard.v1"), UTF_8));
    }

    @Test
    void long_lists_show_the_first_few_and_how_many_there_are() throws IOException {
        var document = read(PositionDocument.write(position(21, 6, 22, "c"), _ -> null));

        assertThat(document.get("conditions")).hasSize(20);
        assertThat(document.get("conditionCount").intValue()).isEqualTo(21);
        assertThat(document.at("/conditions/0/origins")).hasSize(5);
        assertThat(document.at("/conditions/0/originCount").intValue()).isEqualTo(6);
        assertThat(document.get("ascribed")).hasSize(20);
        assertThat(document.get("ascribedCount").intValue()).isEqualTo(22);
        assertThat(document.at("/latest/reports")).hasSize(5);
        assertThat(document.at("/latest/reportCount").intValue()).isEqualTo(6);
    }

    @Test
    void long_texts_are_cut_between_characters_and_half_an_address_is_left_out()
            throws IOException {
        var summary = "x".repeat(498) + "🕊🕊";
        Texts texts = _ -> new ReportText(summary, "https://north.example/" + "x".repeat(2000));

        var document = read(PositionDocument.write(position(1, 1, 1, "c"), texts));

        assertThat(document.at("/latest/summary").textValue()).isEqualTo("x".repeat(498) + '…');
        assertThat(document.at("/latest/reports/0/url").isNull()).isTrue();
    }

    @Test
    void the_worst_that_a_log_can_hold_stays_within_the_limit() throws IOException {
        var worst = "\u0001".repeat(100_000);

        var document = PositionDocument.write(position(1000, 1000, 1000, worst), _ -> null);

        assertThat(document.length).isLessThanOrEqualTo(PositionDocument.LONGEST);
        assertThat(read(document).get("conditionCount").intValue()).isEqualTo(1000);
    }

    private static Position graded(Denial denial) {
        var day = Edtf.parse("2024-05-03?");
        var saidOn = new Days(day.earliest(), day.latest(), day.ofEarliest(), day.ofLatest());
        var report = new ReportId("norland", "strait-talks", "r0");
        return new Position(
                "norland",
                "strait-talks",
                Stance.FAVOR,
                saidOn,
                List.of(),
                Certainty.UNCERTAIN,
                false,
                false,
                saidOn,
                new Latest(
                        STATEMENT,
                        saidOn,
                        "ada-berg",
                        null,
                        false,
                        1,
                        List.of(new LatestReport(report, "north-daily", new Grades("B", null))),
                        List.of(denial)),
                new Support(1, 1, 1, 1),
                new Support(2, 3, 2, 2),
                null,
                List.of(),
                new Support(0, 1, 1, 1),
                Rule.LATEST_OWN_2);
    }

    private static Position position(int conditions, int sources, int ascribed, String text) {
        var day = new Days(LocalDate.of(2024, 5, 3), LocalDate.of(2024, 5, 4));
        return new Position(
                "norland",
                "strait-talks",
                Stance.CONDITIONAL,
                Days.on(LocalDate.of(2024, 5, 1)),
                IntStream.range(0, conditions)
                        .mapToObj(
                                i ->
                                        HeardCondition.of(
                                                i == 0 ? "fleet-leaves" : null,
                                                text,
                                                names("origin", sources)))
                        .toList(),
                Certainty.UNCERTAIN,
                true,
                true,
                new Days(null, LocalDate.of(2024, 5, 9)),
                new Latest(
                        STATEMENT,
                        day,
                        "ada-berg",
                        "Spokeswoman",
                        true,
                        sources,
                        IntStream.range(0, sources)
                                .mapToObj(
                                        i ->
                                                new LatestReport(
                                                        new ReportId(
                                                                "norland", "strait-talks", "r" + i),
                                                        "north-daily",
                                                        Grades.NONE))
                                .toList(),
                        List.of()),
                new Support(1, 2, 3, 4),
                new Support(5, 6, 7, 8),
                new Previous(Stance.AGAINST, Days.on(LocalDate.of(2023, 1, 1)), day),
                IntStream.range(0, ascribed)
                        .mapToObj(
                                i ->
                                        new Ascribed(
                                                "country-" + i,
                                                i == 1,
                                                Stance.FAVOR,
                                                day,
                                                STATEMENT,
                                                i == 0))
                        .toList(),
                null,
                Rule.LATEST_OWN_1);
    }

    private static List<String> names(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + '-' + i).toList();
    }

    private static JsonNode read(byte[] document) throws IOException {
        return new ObjectMapper().readTree(document);
    }
}
