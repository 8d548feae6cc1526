package org.demarche.log.registry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A result of many entries together, computed on demand, and again on demand after a change. So a
 * replay of ten thousand entries costs no more than its last one.
 */
final class Memoized<T> {

    private final Supplier<T> work;
    private volatile @Nullable T now;

    /**
     * @param work must see every change that came before {@link #outdate}
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

    /** Called after the change; a result that is being computed is dropped, too. */
    synchronized void outdate() {
        now = null;
    }
}
