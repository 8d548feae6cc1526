package org.demarche.log.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.demarche.log.registry.Entries.registry;
import static org.demarche.log.registry.Entries.state;
import static org.demarche.log.registry.EntryType.ACTOR;
import static org.demarche.log.registry.EntryType.OUTLET;

import java.util.List;
import org.demarche.log.registry.Resolution.Ambiguous;
import org.demarche.log.registry.Resolution.Known;
import org.demarche.log.registry.Resolution.Unknown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that have what one alone should have, as an earlier release let them in. */
class LookAlikeTest {

    private static final Actor DOTTED = person("j-d-roe", "J.D. Roe", null);
    private static final Actor PLAIN = person("jd-roe", "JD Roe", null);

    private static Actor person(String id, String name, @Nullable String into) {
        return actor(id, Actor.Kind.PERSON, name, null, null, into);
    }

    private static Actor actor(
            String id,
            Actor.Kind kind,
            String name,
            @Nullable String code,
            @Nullable String wikidata,
            @Nullable String into) {
        return new Actor(
                id, kind, name, List.of(), code, null, wikidata, null, List.of(), null, null,
                List.of(), into);
    }

    private static Actor norland(@Nullable String into) {
        return actor("norland", Actor.Kind.STATE, "Norland", "NOR", "Q1", into);
    }

    @ParameterizedTest
    @ValueSource(strings = {"J.D. Roe", "JD Roe", "j. d. roe", "jd-roe "})
    void a_shared_name_means_none_of_them(String name) {
        var resolution = registry(DOTTED, PLAIN).resolve(ACTOR, name);

        assertThat(resolution)
                .isInstanceOfSatisfying(
                        Ambiguous.class,
                        ambiguous ->
                                assertThat(ambiguous.shared().refusal())
                                        .isEqualTo(
                                                "'%s' is the name of the person j-d-roe ('J.D. Roe') and the person jd-roe ('JD Roe'): give the id of the one that you mean"
                                                        .formatted(name)));
        assertThat(registry(DOTTED, PLAIN).idOf(ACTOR, name)).isEmpty();
    }

    @Test
    void an_id_means_its_entry_all_the_same() {
        var registry = registry(DOTTED, PLAIN);

        assertThat(registry.resolve(ACTOR, "jd-roe")).isEqualTo(new Known("jd-roe"));
        assertThat(registry.resolve(ACTOR, "j-d-roe")).isEqualTo(new Known("j-d-roe"));
    }

    @Test
    void the_order_in_which_they_come_does_not_matter() {
        assertThat(registry(PLAIN, DOTTED).resolve(ACTOR, "JD Roe"))
                .isEqualTo(registry(DOTTED, PLAIN).resolve(ACTOR, "JD Roe"));
    }

    @Test
    void once_they_are_merged_the_name_means_both() {
        var registry = registry(DOTTED, PLAIN, person("jd-roe", "JD Roe", "j-d-roe"));

        var id = registry.idOf(ACTOR, "JD Roe").orElseThrow();

        assertThat(registry.canonical(ACTOR, id)).isEqualTo("j-d-roe");
        assertThat(registry.shared()).isEmpty();
    }

    @Test
    void once_one_is_renamed_each_has_its_own() {
        var registry = registry(DOTTED, PLAIN, person("jd-roe", "Jonah Roe", null));

        assertThat(registry.resolve(ACTOR, "J.D. Roe")).isInstanceOf(Ambiguous.class);
        registry.apply(person("jd-roe", "Jonah Roe", "j-d-roe"));
        assertThat(registry.shared()).isEmpty();
        registry.remove(PLAIN.key());
        assertThat(registry.resolve(ACTOR, "J.D. Roe")).isEqualTo(new Known("j-d-roe"));
    }

    @Test
    void a_second_owner_is_a_conflict_and_what_an_entry_has_it_keeps() {
        assertThat(registry(DOTTED).conflicts(PLAIN))
                .extracting(Conflict::pointer, Conflict::alike)
                .containsExactly(tuple("", true));

        var both = registry(DOTTED, PLAIN);
        assertThat(both.conflicts(person("jd-roe", "JD Roe", "j-d-roe"))).isEmpty();
        assertThat(both.conflicts(state("jd-roe", "JD Roe", "Jonah Roe"))).isEmpty();
        assertThat(both.conflicts(person("roe", "J. D. ROE", null))).hasSize(1);
    }

    @Test
    void what_is_shared_is_listed_with_what_to_do() {
        var shared =
                registry(
                                DOTTED,
                                PLAIN,
                                norland(null),
                                actor("nordland", Actor.Kind.STATE, "Nordland", "NOR", "Q1", null))
                        .shared();

        assertThat(shared)
                .extracting(SharedName::field, SharedName::text, each -> each.owners().size())
                .containsExactly(
                        tuple("name", "J.D. Roe", 2),
                        tuple("code", "NOR", 2),
                        tuple("wikidata", "Q1", 2));
        assertThat(shared.getLast().warning())
                .isEqualTo(
                        "'Q1' is the wikidata of the state nordland ('Nordland') and the state norland ('Norland'): correct one of them, or merge them");
    }

    @Test
    void of_many_owners_the_first_are_told_and_the_rest_are_counted() {
        var registry = new Registry();
        for (var i = 0; i < 25; i++) {
            registry.apply(person("roe-%02d".formatted(i), "Roe", null));
        }

        assertThat(registry.shared().getFirst().owners()).hasSize(20);
        assertThat(registry.shared().getFirst().warning()).contains("and 5 others");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NOR", "nor", "NO", "no", "N.O.", "N. O. R.", "N\u200bO", "\uff2e\uff2f"})
    void a_code_means_the_state_that_alone_has_it(String code) {
        var ministry = actor("ministry", Actor.Kind.ORGANIZATION, "Ministry", "NOR", null, null);
        var registry = registry(norland(null), ministry);

        assertThat(registry.resolve(ACTOR, code)).isEqualTo(new Known("norland"));
        assertThat(registry.resolve(OUTLET, code)).isEqualTo(new Unknown());
        assertThat(registry(ministry).resolve(ACTOR, code)).isEqualTo(new Unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"XKX", "XK", "x.k."})
    void a_code_that_iso_leaves_to_its_users_means_a_state_too(String code) {
        var state = actor("karst", Actor.Kind.STATE, "Karst", "XKX", null, null);

        assertThat(registry(state).resolve(ACTOR, code)).isEqualTo(new Known("karst"));
    }

    @Test
    void a_name_goes_before_a_code_and_a_code_of_two_states_means_neither() {
        var other = actor("nordland", Actor.Kind.STATE, "Nordland", "NOR", null, null);
        var order = actor("order", Actor.Kind.GROUP, "N.O.R.", null, null, null);

        assertThat(registry(norland(null), order).resolve(ACTOR, "NOR"))
                .isEqualTo(new Known("order"));
        assertThat(registry(norland(null), other).resolve(ACTOR, "NOR")).isEqualTo(new Unknown());
        assertThat(registry(norland("nordland"), other).resolve(ACTOR, "NOR"))
                .isEqualTo(new Known("nordland"));
    }

    @Test
    void one_item_of_wikidata_and_one_code_have_one_owner_unless_that_is_merged() {
        var other = actor("nordland", Actor.Kind.STATE, "Nordland", "NOR", "Q1", null);
        var ministry = actor("ministry", Actor.Kind.ORGANIZATION, "Ministry", "NOR", null, null);

        assertThat(registry(norland(null)).conflicts(other))
                .extracting(Conflict::pointer)
                .containsExactlyInAnyOrder("/code", "/wikidata");
        assertThat(registry(norland(null)).conflicts(ministry)).isEmpty();
        assertThat(registry(norland("elsewhere")).conflicts(other)).isEmpty();
        assertThat(registry(other, norland("nordland")).conflicts(norland(null))).hasSize(2);
        assertThat(registry(norland(null)).conflicts(other).getFirst().message())
                .contains(
                        "is already a Wikidata item of the state norland ('Norland'): leave it out");
    }

    @Test
    void names_are_counted_for_who_bounds_them() {
        var registry = registry(state("a", "A", "B", "C"), DOTTED);

        assertThat(registry.names()).isEqualTo(4);
        assertThat(registry.namesWith(state("a", "A"))).isEqualTo(2);
        assertThat(registry.namesWith(PLAIN)).isEqualTo(5);
        registry.remove(DOTTED.key());
        assertThat(registry.names()).isEqualTo(3);
    }
}
