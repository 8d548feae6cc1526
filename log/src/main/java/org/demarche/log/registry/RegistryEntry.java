package org.demarche.log.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry that reports can name. Its id never changes; a new entry with the same id replaces it.
 */
public sealed interface RegistryEntry permits Actor, Issue, Outlet {

    EntryType type();

    /** The id, which is a {@link org.demarche.model.Slug}. */
    String id();

    /** The preferred name, for display. */
    String name();

    /** Other names and spellings of this entry. */
    List<String> aliases();

    /** The id of the entry of this type into which this one is merged; null if it is not merged. */
    @Nullable String mergedInto();

    /** The other entries that this one names, in the order of its fields. */
    List<Reference> references();

    default EntryKey key() {
        return new EntryKey(type(), id());
    }

    /**
     * @param pointer the place of the reference in the entry, as a JSON pointer
     * @param relation the field of the reference; references of one relation never lead in a circle
     * @param types the types of entry that the id may mean, in order of precedence
     */
    record Reference(String pointer, String relation, List<EntryType> types, String id) {

        static Reference to(EntryType type, String pointer, String relation, String id) {
            return new Reference(pointer, relation, List.of(type), id);
        }
    }
}
