package org.demarche.log.registry;

import java.util.List;
import org.demarche.log.name.Near;

/**
 * Finds names that are near to an unknown one: at most one name of each entry, the nearest first,
 * and at most {@link org.demarche.log.name.Nearest#MOST} names. This takes time, so a thread for
 * which others wait must not call it.
 */
public interface NearbyNames {

    /** Finds no names, for a registry without suggestions. */
    NearbyNames NONE = (_, _) -> List.of();

    /**
     * Takes milliseconds. Just after a large registry was read, it may know only some of the names.
     */
    List<Near> to(EntryType type, String name);

    /** Like {@link #to}, but waits until it knows all names, so that none is missed. */
    default List<Near> ofAllTo(EntryType type, String name) {
        return to(type, name);
    }
}
