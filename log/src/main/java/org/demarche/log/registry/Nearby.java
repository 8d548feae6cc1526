package org.demarche.log.registry;

import java.util.List;

/**
 * Finds the names that are near to one that nobody has: one of each entry, the likeliest first, at
 * most {@link org.demarche.log.Nearest#MOST}. Not for a thread on which others wait.
 */
public interface Nearby {

    /** For who needs no suggestions. */
    Nearby NONE = (_, _) -> List.of();

    /** Takes milliseconds. Of a large registry that was just read, it may know a part only. */
    List<Near> to(EntryType type, String name);

    /** As {@link #to}, where none may be missed: waits until all names are known. */
    default List<Near> ofAllTo(EntryType type, String name) {
        return to(type, name);
    }
}
