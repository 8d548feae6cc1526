package org.demarche.log.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.demarche.log.registry.Entries.ended;
import static org.demarche.log.registry.Entries.group;
import static org.demarche.log.registry.Entries.issue;
import static org.demarche.log.registry.Entries.merged;
import static org.demarche.log.registry.Entries.mergedIssue;
import static org.demarche.log.registry.Entries.organization;
import static org.demarche.log.registry.Entries.outlet;
import static org.demarche.log.registry.Entries.part;
import static org.demarche.log.registry.Entries.person;
import static org.demarche.log.registry.Entries.registry;
import static org.demarche.log.registry.Entries.state;
import static org.demarche.log.registry.EntryType.ACTOR;
import static org.demarche.log.registry.EntryType.ISSUE;
import static org.demarche.log.registry.EntryType.OUTLET;

import java.util.List;
import org.demarche.log.json.Violation;
import org.demarche.log.name.Near;
import org.demarche.log.registry.Actor.Membership;
import org.demarche.log.registry.Resolution.Known;
import org.demarche.log.registry.Resolution.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {

    private static final Actor RUSSIA =
            state("russia", "Russia", "Russian Federation", "Moscow", "Kremlin");
    private static final Actor UKRAINE = state("ukraine", "Ukraine", "Kyiv", "Kiev", "Київ");
    private static final Actor FRANCE = state("france", "France", "Élysée");
    private static final Actor ZELENSKY =
            state(
                    "volodymyr-zelensky",
                    "Volodymyr Zelensky",
                    "Zelensky",
                    "Zelenskyy",
                    "Зеленський");
    private static final Actor PESKOV = state("dmitry-peskov", "Dmitry Peskov");

    private static Registry five() {
        return registry(RUSSIA, UKRAINE, FRANCE, ZELENSKY, PESKOV);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "ukraine, ukraine",
        "Ukraine, ukraine",
        "Kiev, ukraine",
        "KYIV, ukraine",
        "Київ, ukraine",
        "київ, ukraine",
        "zelenskyy, volodymyr-zelensky",
        "Zelensky, volodymyr-zelensky",
        "Volodymyr  Zelens\u0301ky, volodymyr-zelensky",
        "volodymyr-zelensky, volodymyr-zelensky",
        "Зеленський, volodymyr-zelensky",
        "elysee, france",
        "ÉLYSÉE, france",
        "the-kremlin, ",
        "russian federation, russia",
    })
    void an_id_a_name_or_an_alias_means_its_entry_whatever_case_and_accents(
            String name, String id) {
        var resolution = five().resolve(ACTOR, name);

        assertThat(resolution instanceof Known(var known) ? known : null).isEqualTo(id);
    }

    @Test
    void who_suggests_is_asked_for_what_is_near() {
        var registry = five();

        assertThat(registry.nearest(ACTOR, "Rusia")).isEmpty();
        registry.suggestWith((type, name) -> List.of(new Near(type + "-1", name + "!")));
        assertThat(registry.nearest(ACTOR, "Rusia")).containsExactly("Rusia!");
    }

    @Test
    void a_name_may_mean_one_entry_of_each_type() {
        var registry =
                registry(state("tass", "Tass"), outlet("tass", null), issue("tass", "Tass", null));

        assertThat(List.of(ACTOR, ISSUE, OUTLET))
                .allSatisfy(
                        type ->
                                assertThat(registry.resolve(type, "TASS"))
                                        .isEqualTo(new Known("tass")));
        assertThat(registry.conflicts(state("itar", "Itar", "Tass"))).hasSize(1);
        assertThat(registry(outlet("tass", null)).conflicts(state("itar", "Itar", "Tass")))
                .isEmpty();
    }

    @Test
    void a_name_that_another_has_is_a_conflict_that_names_the_owner() {
        var russia = new Owner("russia", "state", "Russia");
        assertThat(five().conflicts(state("novgorod", "Novgorod", "Gardariki", "KREMLIN")))
                .containsExactly(new Conflict("/aliases/1", "KREMLIN", russia, false));
        assertThat(five().conflicts(state("novgorod", "Kiev")))
                .extracting(Conflict::pointer, each -> each.owner().id())
                .containsExactly(tuple("/name", "ukraine"));
        assertThat(five().conflicts(state("moscow", "City of Moscow")))
                .containsExactly(new Conflict("", "moscow", russia, false));
        assertThat(five().conflicts(state("novgorod", "France", "elys\u00e9e", "Rossiya")))
                .extracting(Conflict::pointer, each -> each.owner().id(), Conflict::alike)
                .containsExactly(
                        tuple("/name", "france", false), tuple("/aliases/0", "france", true));
        assertThat(new Conflict("/name", "Moscow", russia, false).message())
                .isEqualTo(
                        "'Moscow' is already a name of the state russia ('Russia'): leave it out, or merge the two entries");
    }

    @Test
    void an_entry_does_not_conflict_with_itself() {
        assertThat(five().conflicts(UKRAINE)).isEmpty();
        assertThat(five().conflicts(state("ukraine", "Ukraine", "Ukrayina"))).isEmpty();
    }

    @Test
    void a_new_entry_of_the_same_id_frees_the_names_that_it_drops() {
        var registry = five();

        registry.apply(state("ukraine", "Ukraine", "Kyiv"));

        assertThat(registry.resolve(ACTOR, "Київ")).isEqualTo(new Unknown());
        assertThat(registry.resolve(ACTOR, "Kyiv")).isEqualTo(new Known("ukraine"));
        assertThat(registry.conflicts(state("kiev-city", "Kiev"))).isEmpty();
    }

    @Test
    void a_removed_entry_leaves_nothing() {
        var registry = five();

        registry.remove(UKRAINE.key());

        assertThat(registry.entry(ACTOR, "ukraine")).isEmpty();
        assertThat(registry.resolve(ACTOR, "Kiev")).isInstanceOf(Unknown.class);
        assertThat(registry.conflicts(state("kiev", "Kiev"))).isEmpty();
    }

    @Test
    void entries_are_listed_by_id() {
        assertThat(five().entries(ACTOR))
                .extracting(RegistryEntry::id)
                .containsExactly(
                        "dmitry-peskov", "france", "russia", "ukraine", "volodymyr-zelensky");
    }

    @Test
    void references_must_be_known_and_the_nearest_ids_are_suggested() {
        var five = five();
        five.suggestWith((_, _) -> List.of(new Near("russia", "Russia")));
        assertThat(five.check(person("envoy", part("rusia", null, null, null))))
                .containsExactly(
                        new Violation(
                                "/memberOf/0/actor",
                                "no actor has the id rusia: name another, or put that entry first",
                                List.of("russia")));
        assertThat(five.check(outlet("daily", "moscow-times")))
                .containsExactly(
                        new Violation(
                                "/owner",
                                "no outlet or actor has the id moscow-times: name another, or put that entry first",
                                List.of("russia")));
        assertThat(five().check(merged("rus", "russland")))
                .extracting(Violation::pointer)
                .containsExactly("/mergedInto");
        assertThat(five().check(issue("talks", "Talks", "peace")))
                .containsExactly(
                        new Violation(
                                "/parent",
                                "no issue has the id peace: name another, or put that entry first"));
    }

    @Test
    void an_owner_is_an_outlet_or_an_actor() {
        var registry = registry(RUSSIA, outlet("holding", null));

        assertThat(registry.check(outlet("daily", "holding"))).isEmpty();
        assertThat(registry.check(outlet("weekly", "russia"))).isEmpty();
    }

    @Test
    void an_outlet_may_be_owned_by_the_actor_of_its_id_only_where_that_is_another_thing() {
        assertThat(registry(state("tass", "Tass")).check(outlet("tass", "tass")))
                .containsExactly(new Violation("/owner", "is the entry itself: leave it out"));
    }

    @Test
    void merging_in_a_circle_is_refused() {
        var registry = registry(merged("a", "b"), merged("b", "c"), merged("c", null));

        assertThat(registry.check(merged("c", "a")))
                .containsExactly(
                        new Violation(
                                "/mergedInto",
                                "leads back to c in a circle: name another, or change the actor a first"));
        assertThat(registry.check(merged("c", "c")))
                .containsExactly(new Violation("/mergedInto", "is the entry itself: leave it out"));
        assertThat(registry.check(merged("d", "a"))).isEmpty();
    }

    @Test
    void a_merge_closes_circles_of_parents_and_parts_as_well() {
        var registry =
                registry(
                        issue("peace", "Peace", null),
                        issue("talks", "Talks", "peace"),
                        mergedIssue("truce", null, "talks"),
                        organization("ministry", part("arcadia", null, null, null)),
                        state("arcadia", "Arcadia"),
                        merged("kingdom", "ministry"));

        assertThat(registry.check(mergedIssue("peace", null, "talks")))
                .containsExactly(
                        new Violation(
                                "/mergedInto",
                                "leads back to peace in a circle: name another, or change the issue talks first"));
        assertThat(registry.check(mergedIssue("peace", "truce", null)))
                .containsExactly(
                        new Violation(
                                "/parent",
                                "leads back to peace in a circle: name another, or change the issue truce first"));
        assertThat(registry.check(merged("arcadia", "kingdom")))
                .containsExactly(
                        new Violation(
                                "/mergedInto",
                                "leads back to arcadia in a circle: name another, or change the actor kingdom first"));
        assertThat(registry.check(organization("ministry", "arcadia"))).isEmpty();
        assertThat(registry.check(mergedIssue("talks", "peace", "truce")))
                .containsExactly(
                        new Violation(
                                "/mergedInto",
                                "leads back to talks in a circle: name another, or change the issue truce first"));
        assertThat(registry.check(mergedIssue("armistice", "peace", "truce"))).isEmpty();
    }

    @Test
    void successors_must_be_there_and_do_not_go_in_circles() {
        var registry = registry(ended("union", "1991", "federation"), state("federation", "F"));

        assertThat(registry.check(ended("realm", "1900", "union", "nobody")))
                .extracting(Violation::pointer, Violation::message)
                .containsExactly(
                        tuple(
                                "/successors/1",
                                "no actor has the id nobody: name another, or put that entry first"));
        assertThat(registry.check(ended("federation", "2030", "union")))
                .containsExactly(
                        new Violation(
                                "/successors/0",
                                "leads back to federation in a circle: name another, or change the actor union first"));
        assertThat(registry.check(ended("union", "1991", "union")))
                .containsExactly(
                        new Violation("/successors/0", "is the entry itself: leave it out"));
        assertThat(registry.check(merged("federation", "union"))).isNotEmpty();
    }

    @Test
    void a_circle_that_is_there_already_does_not_keep_a_check_from_ending() {
        var registry = registry(merged("a", "b"), merged("b", "a"));

        assertThat(registry.check(merged("c", "a"))).isEmpty();
    }

    @Test
    void parts_and_parents_do_not_go_in_circles_either() {
        var registry =
                registry(
                        person("ministry", part("government", null, null, null)),
                        person("government"),
                        issue("talks", "Talks", "peace"),
                        issue("peace", "Peace", null));

        assertThat(registry.check(person("government", part("ministry", null, null, null))))
                .extracting(Violation::pointer)
                .containsExactly("/memberOf/0/actor");
        assertThat(registry.check(issue("peace", "Peace", "talks")))
                .extracting(Violation::pointer)
                .containsExactly("/parent");
    }

    @Test
    void nobody_is_in_a_group_of_undefined_membership() {
        var registry =
                registry(
                        group("collective-west", Membership.UNDEFINED),
                        group("quad", Membership.DEFINED));

        assertThat(
                        registry.check(
                                person(
                                        "usa",
                                        part("quad", null, null, null),
                                        part("collective-west", null, null, null))))
                .containsExactly(
                        new Violation(
                                "/memberOf/1/actor",
                                "collective-west has undefined membership, so nobody can be a member of it: leave it out"));
    }
}
