package org.demarche.log.registry;

import java.util.List;
import org.demarche.log.name.Near;

/**
 * Finds names that are near to an unknown one: at most one of each entry, the nearest first, at
 * most {@link org.demarche.log.name.Nearest#MOST}. It takes time, so no thread on which others wait
 * may call it.
 */
public interface NearbyNames {

    /** For a registry without suggestions. */
    NearbyNames NONE = (_, _) -> List.of();

    /** Takes milliseconds. Just after a large registry was read, it may know only a part. */
    List<Near> to(EntryType type, String name);

    /** Like {@link #to}, but waits until it knows all names, so that none is missed. */
    default List<Near> ofAllTo(EntryType type, String name) {
        return to(type, name);
    }
}
