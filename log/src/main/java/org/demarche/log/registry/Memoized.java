package org.demarche.log.registry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A result of many entries together. It is computed when somebody asks for it, and after a change
 * it is computed again only when somebody asks again. So if ten thousand entries are read one after
 * another, it is computed once, and not ten thousand times.
 */
final class Memoized<T> {

    private final Supplier<T> work;
    private volatile @Nullable T now;

    /**
     * @param work computes the result; it must see every change that came before {@link #outdate}
     */
    Memoized(Supplier<T> work) {
        this.work = work;
    }

    T get() {
        var known = now;
        return known != null ? known : workOut();
    }

    private synchronized T workOut() {
        var known = now;
        if (known == null) {
            known = work.get();
            now = known;
        }
        return known;
    }

    /**
     * Drops the result. Call this after the change. A result that is being computed is dropped,
     * too.
     */
    synchronized void outdate() {
        now = null;
    }
}
