package org.demarche.log.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.log.registry.Entries.group;
import static org.demarche.log.registry.Entries.merged;
import static org.demarche.log.registry.Entries.organization;
import static org.demarche.log.registry.Entries.part;
import static org.demarche.log.registry.Entries.person;
import static org.demarche.log.registry.Entries.registry;
import static org.demarche.log.registry.Entries.state;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.log.registry.Actor.Membership;
import org.demarche.log.registry.DayRanges.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ministry of Arcadia, its department, and what is no part of either. */
class PartsTest {

    private static final Actor ARCADIA = state("arcadia", "Arcadia");
    private static final Actor MINISTRY =
            organization("ministry", part("arcadia", null, "2010", "2019-06"));
    private static final Actor DEPARTMENT =
            organization("department", part("ministry", null, "2015-03-01", null));

    private static TimedPart always(String actor) {
        return new TimedPart(
                actor, new DayRanges(List.of(new Range(LocalDate.MIN, LocalDate.MAX))));
    }

    private static TimedPart during(String actor, String... days) {
        return new TimedPart(
                actor,
                new DayRanges(
                        Stream.of(days)
                                .map(span -> span.split("/"))
                                .map(
                                        span ->
                                                new Range(
                                                        LocalDate.parse(span[0]),
                                                        LocalDate.parse(span[1])))
                                .toList()));
    }

    @Test
    void parts_of_parts_are_parts_on_the_days_on_which_every_link_holds() {
        var registry = registry(ARCADIA, MINISTRY, DEPARTMENT);

        assertThat(registry.parts("arcadia"))
                .containsExactly(
                        during("department", "2015-03-01/2019-06-30"),
                        during("ministry", "2010-01-01/2019-06-30"));
        assertThat(registry.parts("ministry"))
                .containsExactly(
                        new TimedPart(
                                "department",
                                DayRanges.of(LocalDate.parse("2015-03-01"), LocalDate.MAX)));
        assertThat(registry.parts("department")).isEmpty();
        assertThat(registry.parts("nobody")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2009-12-31, false",
        "2010-01-01, true",
        "2019-06-30, true",
        "2019-07-01, false",
    })
    void the_first_and_the_last_day_belong_to_it(LocalDate day, boolean covered) {
        var ministry = registry(ARCADIA, MINISTRY).parts("arcadia").getFirst();

        assertThat(ministry.days().covers(day)).isEqualTo(covered);
    }

    @Test
    void links_that_never_hold_together_make_no_part() {
        var early = organization("bureau", part("ministry", null, null, "2009-12-31"));

        assertThat(registry(ARCADIA, MINISTRY, early).parts("arcadia"))
                .extracting(TimedPart::actor)
                .containsExactly("ministry");
    }

    @Test
    void terms_that_meet_are_one_and_terms_with_days_between_them_are_two() {
        var agency =
                organization(
                        "agency",
                        part("arcadia", null, "2003", "2003"),
                        part("arcadia", null, "2001-07-01", "2001"),
                        part("arcadia", null, "2001", "2001-06-30"));

        assertThat(registry(ARCADIA, agency).parts("arcadia"))
                .containsExactly(
                        during("agency", "2001-01-01/2001-12-31", "2003-01-01/2003-12-31"));
    }

    @Test
    void two_ways_to_a_whole_add_up() {
        var agency =
                organization(
                        "agency",
                        part("ministry", null, "2010-06-01", "2011-05-31"),
                        part("arcadia", null, "2011-06-01", "2012-12-31"));

        assertThat(registry(ARCADIA, MINISTRY, agency).parts("arcadia"))
                .containsExactly(
                        during("agency", "2010-06-01/2012-12-31"),
                        during("ministry", "2010-01-01/2019-06-30"));
    }

    @Test
    void persons_and_states_are_no_parts_and_nothing_is_one_through_them() {
        var registry =
                registry(
                        organization("alliance"),
                        new Actor(
                                "arcadia",
                                Actor.Kind.STATE,
                                "Arcadia",
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                List.of(part("alliance", null, null, null)),
                                null,
                                null,
                                List.of(),
                                null),
                        organization("army", part("arcadia", null, null, null)),
                        person("minister", part("arcadia", "Minister", null, null)),
                        organization("office", part("minister", null, null, null)));

        assertThat(registry.parts("alliance")).isEmpty();
        assertThat(registry.parts("arcadia")).containsExactly(always("army"));
    }

    @Test
    void a_group_of_undefined_membership_has_none() {
        var member = organization("lobby", part("hawks", null, null, null));

        assertThat(registry(group("hawks", Membership.UNDEFINED), member).parts("hawks")).isEmpty();
        assertThat(registry(group("hawks", Membership.DEFINED), member).parts("hawks"))
                .containsExactly(always("lobby"));
    }

    @Test
    void parts_go_with_a_whole_that_is_merged_and_a_merged_part_is_its_living_entry() {
        var registry =
                registry(
                        ARCADIA,
                        merged("kingdom", "arcadia"),
                        organization("army", part("kingdom", null, null, null)),
                        organization("navy", "army", part("arcadia", null, "1999", "1999")));

        assertThat(registry.parts("arcadia")).containsExactly(always("army"));
        assertThat(registry.parts("kingdom")).containsExactly(always("army"));
    }

    @Test
    void what_changes_later_counts_at_once() {
        var registry = registry(ARCADIA, MINISTRY);
        assertThat(registry.parts("arcadia")).hasSize(1);

        registry.apply(organization("ministry"));
        assertThat(registry.parts("arcadia")).isEmpty();

        registry.apply(organization("ministry", part("arcadia", null, null, null)));
        registry.apply(person("ministry", part("arcadia", null, null, null)));
        assertThat(registry.parts("arcadia")).isEmpty();

        registry.apply(MINISTRY);
        registry.apply(organization("bureau"));
        registry.apply(organization("ministry", "bureau", part("arcadia", null, null, null)));
        assertThat(registry.parts("arcadia")).isEmpty();
    }
}
