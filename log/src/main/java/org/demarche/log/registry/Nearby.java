package org.demarche.log.registry;

import java.util.List;

/** Finds the names that are near to one that nobody has. */
public interface Nearby {

    /** For who needs no suggestions. */
    Nearby NONE = (_, _) -> List.of();

    /**
     * One of each entry, the likeliest first, at most {@link org.demarche.log.Nearest#MOST}. Takes
     * milliseconds: not for a thread on which others wait.
     */
    List<Near> to(EntryType type, String name);
}
