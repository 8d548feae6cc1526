package org.demarche.gateway.document;

import java.util.Arrays;
import java.util.Set;
import org.demarche.gateway.view.KeyedDocument;
import org.jspecify.annotations.Nullable;

/**
 * The documents of two copies under one key; at least one of them exists.
 *
 * @param here null if this copy has no such document
 * @param there null if the other copy has no such document
 * @param reason null if the documents are equal, or if differences have no reasons
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and kept only briefly
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
     * Compares two documents. They are equal if their bytes are equal.
     *
     * @param reasoned whether to find the reason of a difference
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
     * Whether the documents differ for one of these reasons.
     *
     * @param reasons the wanted reasons; empty for any difference
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
