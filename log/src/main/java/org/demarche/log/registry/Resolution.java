package org.demarche.log.registry;

import java.util.List;

/** Which entry a name means. */
public sealed interface Resolution {

    record Known(String id) implements Resolution {}

    /**
     * @param nearest names that are known and may have been meant, at most three, the likeliest
     *     first
     */
    record Unknown(List<String> nearest) implements Resolution {

        public Unknown {
            nearest = List.copyOf(nearest);
        }
    }
}
