package org.demarche.gateway.document;

import org.demarche.gateway.view.KeyOrder;
import org.demarche.gateway.view.KeyedDocument;
import org.demarche.gateway.view.ViewCopy;
import org.jspecify.annotations.Nullable;

/**
 * Walks through two copies side by side, in the order of their keys, with memory for two chunks.
 * Each key is compared once, at its own moment.
 */
final class Comparison {

    private final DocumentWalk here;
    private final DocumentWalk there;
    private final boolean reasoned;

    /**
     * @param prefix of the keys
     * @param after the key behind which to go on; null: from the beginning
     */
    Comparison(ViewCopy<?> here, ViewCopy<?> there, String prefix, @Nullable String after) {
        this.here = new DocumentWalk(here, prefix, after);
        this.there = new DocumentWalk(there, prefix, after);
        reasoned = Reason.isTold(here, there);
    }

    /** Null at the end. */
    @Nullable Compared next() {
        var one = here.peek();
        var other = there.peek();
        if (one == null && other == null) {
            return null;
        }
        var order = order(one, other);
        var first = order <= 0 ? one : null;
        var second = order >= 0 ? other : null;
        var key = "";
        if (first != null) {
            here.skip();
            key = first.key();
        }
        if (second != null) {
            there.skip();
            key = second.key();
        }
        return Compared.of(key, first, second, reasoned);
    }

    private static int order(@Nullable KeyedDocument one, @Nullable KeyedDocument other) {
        if (one == null) {
            return 1;
        }
        return other == null ? -1 : KeyOrder.compare(one.key(), other.key());
    }
}
