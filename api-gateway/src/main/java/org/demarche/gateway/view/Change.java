package org.demarche.gateway.view;

import org.jspecify.annotations.Nullable;

/** What one record of a view's topic changes, once the mark behind it has been read. */
sealed interface Change {

    String actor();

    String issue();

    /**
     * @param document null: there is none any more
     */
    record PositionChange(String actor, String issue, @Nullable Document document)
            implements Change {}

    /**
     * @param key the rest of it, behind actor and issue
     * @param row null: there is none any more
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, kept for a moment
    record EventChange(String actor, String issue, byte[] key, byte @Nullable [] row)
            implements Change {}
}
