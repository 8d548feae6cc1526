package org.demarche.log.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.log.registry.EntryType.ACTOR;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Few ids and few names, so that entries are replaced and names fought over all the time. */
class RegistryProperties {

    private static final List<String> IDS = List.of("a", "b", "c", "d");
    private static final List<String> NAMES = List.of("a", "b", "X", "Ý", "y", "z-z", "Z z", "w");

    @Property
    void what_names_mean_does_not_depend_on_the_order_of_the_entries(
            @ForAll("entries") List<RegistryEntry> puts, @ForAll Random order) {
        var latest = latest(puts);
        Collections.shuffle(latest, order);

        assertThat(meanings(Entries.registry(latest.toArray(RegistryEntry[]::new))))
                .isEqualTo(meanings(Entries.registry(puts.toArray(RegistryEntry[]::new))));
    }

    @Property
    void an_entry_without_conflict_gets_every_name_it_asks_for(
            @ForAll("entries") List<RegistryEntry> puts) {
        var registry = new Registry();
        for (var entry : puts) {
            if (registry.conflicts(entry).isEmpty()) {
                registry.apply(entry);
            }
        }

        for (var entry : registry.entries(ACTOR)) {
            assertThat(entry.aliases())
                    .allSatisfy(
                            alias ->
                                    assertThat(registry.resolve(ACTOR, alias))
                                            .isEqualTo(new Resolution.Known(entry.id())));
        }
    }

    @Property
    void what_is_removed_might_never_have_been(
            @ForAll("entries") List<RegistryEntry> puts, @ForAll("ids") String id) {
        var registry = Entries.registry(puts.toArray(RegistryEntry[]::new));

        registry.remove(new EntryKey(ACTOR, id));

        var others =
                puts.stream().filter(entry -> !entry.id().equals(id)).toArray(RegistryEntry[]::new);
        assertThat(meanings(registry)).isEqualTo(meanings(Entries.registry(others)));
    }

    @Property
    void merges_and_parts_do_not_depend_on_the_order_of_the_entries_nor_on_when_one_asks(
            @ForAll("linked") List<RegistryEntry> puts, @ForAll Random order) {
        var latest = latest(puts);
        Collections.shuffle(latest, order);
        var asked = new Registry();
        for (var entry : puts) {
            asked.apply(entry);
            links(asked);
        }

        assertThat(links(Entries.registry(latest.toArray(RegistryEntry[]::new))))
                .isEqualTo(links(asked));
    }

    @Property
    void a_removed_entry_leaves_no_merge_and_no_part(
            @ForAll("linked") List<RegistryEntry> puts, @ForAll("ids") String id) {
        var registry = Entries.registry(puts.toArray(RegistryEntry[]::new));
        links(registry);

        registry.remove(new EntryKey(ACTOR, id));

        var others =
                puts.stream().filter(entry -> !entry.id().equals(id)).toArray(RegistryEntry[]::new);
        assertThat(links(registry)).isEqualTo(links(Entries.registry(others)));
    }

    /** Circles too, which no check would let in. */
    @Property
    void every_id_has_one_end_which_stands_for_all_that_lead_to_it(
            @ForAll("linked") List<RegistryEntry> puts) {
        var registry = Entries.registry(puts.toArray(RegistryEntry[]::new));

        for (var id : IDS) {
            var end = registry.canonical(ACTOR, id);
            assertThat(registry.canonical(ACTOR, end)).isEqualTo(end);
            assertThat(registry.mergedFrom(ACTOR, end))
                    .isSorted()
                    .containsExactlyElementsOf(
                            IDS.stream()
                                    .filter(each -> registry.canonical(ACTOR, each).equals(end))
                                    .toList());
            assertThat(registry.mergedFrom(ACTOR, id)).isEqualTo(registry.mergedFrom(ACTOR, end));
            assertThat(registry.parts(id)).isEqualTo(registry.parts(end));
            assertThat(registry.parts(id)).extracting(TimedPart::actor).doesNotContain(id, end);
        }
        assertThat(registry.hasMerges(ACTOR))
                .isEqualTo(IDS.stream().anyMatch(id -> !registry.canonical(ACTOR, id).equals(id)));
    }

    private static Map<String, Object> links(Registry registry) {
        var links = new HashMap<String, Object>();
        for (var id : IDS) {
            links.put(
                    id,
                    List.of(
                            registry.canonical(ACTOR, id),
                            registry.mergedFrom(ACTOR, id),
                            registry.parts(id)));
        }
        return links;
    }

    private static List<RegistryEntry> latest(List<RegistryEntry> puts) {
        var byId = new LinkedHashMap<String, RegistryEntry>();
        puts.forEach(entry -> byId.put(entry.id(), entry));
        return new ArrayList<>(byId.values());
    }

    private static Map<String, Resolution> meanings(Registry registry) {
        var meanings = new HashMap<String, Resolution>();
        NAMES.forEach(name -> meanings.put(name, registry.resolve(ACTOR, name)));
        IDS.forEach(name -> meanings.put(name, registry.resolve(ACTOR, name)));
        return meanings;
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.of(IDS);
    }

    @Provide
    Arbitrary<List<RegistryEntry>> linked() {
        var years = Arbitraries.of("2001", "2002", "2003").injectNull(0.5);
        var part =
                Combinators.combine(ids(), years, years)
                        .as((whole, from, to) -> Entries.part(whole, null, from, to));
        var entry =
                Combinators.combine(ids(), ids().injectNull(0.6), part.list().ofMaxSize(2))
                        .as(
                                (id, into, parts) ->
                                        (RegistryEntry)
                                                Entries.organization(
                                                        id,
                                                        into,
                                                        parts.toArray(Actor.Part[]::new)));
        return entry.list().ofMaxSize(10);
    }

    @Provide
    Arbitrary<List<RegistryEntry>> entries() {
        var names = Arbitraries.of(NAMES);
        var entry =
                Combinators.combine(ids(), names, names.list().ofMaxSize(3))
                        .as(
                                (id, name, aliases) ->
                                        (RegistryEntry)
                                                Entries.state(
                                                        id, name, aliases.toArray(String[]::new)));
        return entry.list().ofMaxSize(12);
    }
}
