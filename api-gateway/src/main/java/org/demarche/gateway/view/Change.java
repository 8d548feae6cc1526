package org.demarche.gateway.view;

import org.demarche.log.view.Names;
import org.demarche.log.view.ViewKey;
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
     * @param names that it depends on
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, kept for a moment
    record EventChange(
            String actor, String issue, byte[] key, byte @Nullable [] row, @Nullable Names names)
            implements Change {}

    /**
     * @param key of the view
     * @param shift null: there is none any more
     */
    record ShiftChange(String key, @Nullable StoredShift shift) implements Change {

        @Override
        public String actor() {
            return ViewKey.subjectOfShift(key).actor();
        }

        @Override
        public String issue() {
            return ViewKey.subjectOfShift(key).issue();
        }
    }
}
