package org.demarche.gateway.document;

import java.util.Arrays;
import java.util.Optional;
import org.demarche.gateway.view.KeyedDocument;
import org.demarche.log.view.ViewKey;
import org.jspecify.annotations.Nullable;

/**
 * What two copies have under a key; one of them at least has something.
 *
 * @param here null: nothing
 * @param there null: nothing
 * @param reasoned whether the reason of a difference is told
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, kept for a moment
record Compared(
        String key, Kind kind, byte @Nullable [] here, byte @Nullable [] there, boolean reasoned) {

    enum Kind {
        ONLY_HERE,
        ONLY_THERE,
        DIFFER,
        SAME
    }

    /** Equal are equal bytes. */
    static Compared of(
            String key,
            @Nullable KeyedDocument here,
            @Nullable KeyedDocument there,
            boolean reasoned) {
        var one = here == null ? null : here.bytes();
        var other = there == null ? null : there.bytes();
        return new Compared(key, kind(one, other), one, other, reasoned);
    }

    boolean isDifference() {
        return kind != Kind.SAME;
    }

    /** Empty where there is none to tell: a position that one lacks is not folded there yet. */
    Optional<Reason> reason() {
        return reasoned && (kind == Kind.DIFFER || isDifference() && ViewKey.isShift(key))
                ? Optional.of(Reason.of(this))
                : Optional.empty();
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
