package org.demarche.log.registry;

/**
 * An entry, as the message of a refusal names it.
 *
 * @param kind the kind of entry, such as state, issue or outlet
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
