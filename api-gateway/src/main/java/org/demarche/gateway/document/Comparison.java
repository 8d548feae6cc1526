package org.demarche.gateway.document;

import org.demarche.gateway.view.KeyOrder;
import org.demarche.gateway.view.KeyedDocument;
import org.demarche.gateway.view.ViewCopy;
import org.jspecify.annotations.Nullable;

/**
 * Compares two copies key by key, in the order of their keys, with memory for two chunks. The
 * copies may change meanwhile: each key is compared once, as its documents are at that moment.
 */
final class Comparison {

    private final DocumentWalk here;
    private final DocumentWalk there;
    private final boolean reasoned;

    /**
     * @param prefix the beginning of all keys to compare
     * @param after the key after which to begin; null to begin with the first key
     */
    Comparison(ViewCopy<?> here, ViewCopy<?> there, String prefix, @Nullable String after) {
        this.here = new DocumentWalk(here, prefix, after);
        this.there = new DocumentWalk(there, prefix, after);
        reasoned = Reason.isTold(here, there);
    }

    /** Returns the next comparison; null at the end. */
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
