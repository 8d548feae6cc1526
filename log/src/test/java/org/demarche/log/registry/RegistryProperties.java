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
            if (registry.conflict(entry).isEmpty()) {
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
