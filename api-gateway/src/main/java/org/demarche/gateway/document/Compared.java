package org.demarche.gateway.document;

import java.util.Arrays;
import java.util.Set;
import org.demarche.gateway.view.KeyedDocument;
import org.jspecify.annotations.Nullable;

/**
 * What two copies have under a key; one of them at least has something.
 *
 * @param here null: nothing
 * @param there null: nothing
 * @param reason null where there is none to tell
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, kept for a moment
record Compared(
        String key,
        Kind kind,
        byte @Nullable [] here,
        byte @Nullable [] there,
        @Nullable Reason reason) {

    enum Kind {
        ONLY_HERE,
        ONLY_THERE,
        DIFFER,
        SAME
    }

    /**
     * Equal are equal bytes.
     *
     * @param reasoned whether the reason of a difference is told
     */
    static Compared of(
            String key,
            @Nullable KeyedDocument here,
            @Nullable KeyedDocument there,
            boolean reasoned) {
        var one = here == null ? null : here.bytes();
        var other = there == null ? null : there.bytes();
        var kind = kind(one, other);
        var reason = reasoned && kind != Kind.SAME ? Reason.of(key, one, other) : null;
        return new Compared(key, kind, one, other, reason);
    }

    boolean isDifference() {
        return kind != Kind.SAME;
    }

    /**
     * Whether it is a difference of one of these reasons.
     *
     * @param reasons empty for any difference
     */
    boolean isAskedFor(Set<Reason> reasons) {
        return isDifference() && (reasons.isEmpty() || reason != null && reasons.contains(reason));
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
