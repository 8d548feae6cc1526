package org.demarche.log.registry;

/**
 * An entry, as a refusal names it.
 *
 * @param kind what it is: a state, an issue, an outlet
 */
public record Owner(String id, String kind, String name) {

    static Owner of(RegistryEntry entry) {
        var kind = entry instanceof Actor actor ? actor.kind().label() : entry.type().label();
        return new Owner(entry.id(), kind, entry.name());
    }

    String text() {
        return "the %s %s ('%s')".formatted(kind, id, name);
    }
}
