package org.demarche.log.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry that reports can name. Its id never changes; a new entry with the same id replaces it.
 */
public sealed interface RegistryEntry permits Actor, Issue, Outlet {

    EntryType type();

    /** A {@link org.demarche.model.Slug}. */
    String id();

    /** The preferred name, for display. */
    String name();

    /** Other names and spellings of this entry. */
    List<String> aliases();

    /** The entry of this type that stands for this one, too. */
    @Nullable String mergedInto();

    /** The other entries that this one names, in the order of its fields. */
    List<Reference> references();

    default EntryKey key() {
        return new EntryKey(type(), id());
    }

    /**
     * @param pointer where in the entry it stands
     * @param relation its field; references of one relation never lead in a circle
     * @param types of what the id may mean, in order of precedence
     */
    record Reference(String pointer, String relation, List<EntryType> types, String id) {

        static Reference to(EntryType type, String pointer, String relation, String id) {
            return new Reference(pointer, relation, List.of(type), id);
        }
    }
}
