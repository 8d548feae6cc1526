package org.demarche.gateway.page.coding;

import java.util.List;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;

/**
 * Names of the registry that a field offers.
 *
 * @param some some of the names, sorted
 * @param search the address at which a script searches for others while somebody types; empty if
 *     these are all
 */
public record OfferedNames(List<String> some, String search) {

    private static final int MOST = 500;

    public OfferedNames {
        some = List.copyOf(some);
    }

    static OfferedNames of(Registry registry, EntryType type) {
        var names =
                registry.entries(type).stream()
                        .filter(one -> one.mergedInto() == null)
                        .map(RegistryEntry::name)
                        .limit(MOST + 1L)
                        .toList();
        return new OfferedNames(
                names.stream().limit(MOST).sorted(String.CASE_INSENSITIVE_ORDER).toList(),
                names.size() > MOST ? "/v1/" + type.plural() : "");
    }
}
