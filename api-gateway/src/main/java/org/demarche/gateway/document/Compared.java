package org.demarche.gateway.document;

import java.util.Arrays;
import org.demarche.gateway.view.KeyedDocument;
import org.jspecify.annotations.Nullable;

/**
 * What two copies have under a key; one of them at least has something.
 *
 * @param here null: nothing
 * @param there null: nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, kept for a moment
record Compared(String key, Kind kind, byte @Nullable [] here, byte @Nullable [] there) {

    enum Kind {
        ONLY_HERE,
        ONLY_THERE,
        DIFFER,
        SAME
    }

    /** Equal are equal bytes. */
    static Compared of(String key, @Nullable KeyedDocument here, @Nullable KeyedDocument there) {
        var one = here == null ? null : here.bytes();
        var other = there == null ? null : there.bytes();
        return new Compared(key, kind(one, other), one, other);
    }

    boolean isDifference() {
        return kind != Kind.SAME;
    }

    private static Kind kind(byte @Nullable [] here, byte @Nullable [] there) {
        if (there == null) {
            return Kind.ONLY_HERE;
        }
        if (here == null) {
            return Kind.ONLY_THERE;
        }
        return Arrays.equals(here, there) ? Kind.SAME : Kind.DIFFER;
    }
}
