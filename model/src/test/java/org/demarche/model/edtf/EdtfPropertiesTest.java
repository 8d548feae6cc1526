package org.demarche.model.edtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class EdtfPropertiesTest {

    private static final LocalDate FIRST = LocalDate.of(0, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    @Property
    void the_text_of_days_reads_as_these_days(@ForAll("days") Days days) {
        assertThat(Edtf.parse(days.edtf()).days(LAST)).isEqualTo(days);
    }

    @Property
    void the_order_is_total_and_agrees_with_equality(
            @ForAll("fewDays") Days a, @ForAll("fewDays") Days b, @ForAll("fewDays") Days c) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a).isLessThanOrEqualTo(c);
        }
    }

    @Property
    void days_end_by_the_day_they_were_known(
            @ForAll("texts") String text, @ForAll("dates") LocalDate knownBy) {
        var edtf = Edtf.parse(text);
        var days = edtf.days(knownBy);

        assertThat(days.latest()).isBeforeOrEqualTo(knownBy);
        if (!edtf.startsAfter(knownBy)) {
            assertThat(days.earliest()).isEqualTo(edtf.earliest());
        }
    }

    @Property
    void a_text_that_breaks_off_is_read_or_refused_with_its_place(@ForAll("texts") String text) {
        for (var length = 0; length < text.length(); length++) {
            readOrRefuse(text.substring(0, length));
        }
    }

    @Property(tries = 10_000)
    void a_changed_text_is_read_or_refused_with_its_place(@ForAll("changedTexts") String text) {
        readOrRefuse(text);
    }

    @Property
    void any_text_is_read_or_refused_with_its_place(@ForAll String text) {
        readOrRefuse(text);
    }

    private static void readOrRefuse(String text) {
        try {
            assertThat(Edtf.parse(text).text()).isEqualTo(text);
        } catch (EdtfException refusal) {
            assertThat(refusal.at()).isBetween(0, text.length());
            assertThat(refusal).hasMessageEndingWith("(at character " + (refusal.at() + 1) + ")");
        }
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(FIRST.toEpochDay(), LAST.toEpochDay())
                        .map(LocalDate::ofEpochDay),
                Arbitraries.longs().between(19_000, 19_050).map(LocalDate::ofEpochDay));
    }

    @Provide
    Arbitrary<Days> days() {
        var years =
                dates().map(
                                day ->
                                        new Days(
                                                day.withDayOfYear(1),
                                                day.withDayOfYear(day.lengthOfYear())));
        var months =
                dates().map(
                                day ->
                                        new Days(
                                                day.withDayOfMonth(1),
                                                day.withDayOfMonth(day.lengthOfMonth())));
        var open = dates().map(day -> new Days(null, day));
        var pairs =
                Combinators.combine(dates(), dates())
                        .as((a, b) -> a.isAfter(b) ? new Days(b, a) : new Days(a, b));
        return Arbitraries.oneOf(dates().map(Days::on), months, years, open, pairs);
    }

    /** So few that equal ones and equal starts are met often. */
    @Provide
    Arbitrary<Days> fewDays() {
        var starts = Arbitraries.integers().between(0, 3).injectNull(0.2);
        return Combinators.combine(starts, Arbitraries.integers().between(0, 3))
                .as(
                        (start, length) ->
                                start == null
                                        ? new Days(null, FIRST.plusDays(length))
                                        : new Days(
                                                FIRST.plusDays(start),
                                                FIRST.plusDays(start + length)));
    }

    @Provide
    Arbitrary<String> texts() {
        var dates =
                days().filter(days -> days.earliest() != null)
                        .map(days -> days.edtf())
                        .filter(text -> !text.startsWith("["));
        var qualifiers = Arbitraries.of("", "?", "~", "%");
        var qualified = Combinators.combine(dates, qualifiers).as(String::concat);
        var intervals =
                Combinators.combine(days(), qualifiers, qualifiers)
                        .as(
                                (days, a, b) ->
                                        (days.earliest() == null ? ".." : days.earliest() + a)
                                                + "/"
                                                + days.latest()
                                                + b);
        return Arbitraries.oneOf(
                qualified,
                intervals,
                qualified.map(date -> date + "/.."),
                qualified.map(date -> "../" + date),
                days().map(Days::edtf),
                dates.map(date -> "[" + date + "..]"));
    }

    /** One place of a text replaced by what is near to it in the grammar. */
    @Provide
    Arbitrary<String> changedTexts() {
        var pieces =
                Arbitraries.of(
                        "", "-", "/", ".", "..", "[", "]", "{", "}", ",", "?", "~", "%", "X", "Y",
                        "T", "S", "E", "W", "P", "0", "3", "9", " ", "open", "é", "\ud800");
        return Combinators.combine(
                        texts(),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 2),
                        pieces)
                .as(
                        (text, at, length, piece) -> {
                            var start = Math.min(at, text.length());
                            return text.substring(0, start)
                                    + piece
                                    + text.substring(Math.min(start + length, text.length()));
                        });
    }
}
