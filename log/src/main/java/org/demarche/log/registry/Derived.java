package org.demarche.log.registry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What follows from many entries at once: worked out when it is asked for, and again when it is
 * asked for after a change. A replay of ten thousand entries so costs no more than the last of
 * them.
 */
final class Derived<T> {

    private final Supplier<T> work;
    private volatile @Nullable T now;

    /**
     * @param work must see every change that came before {@link #outdate}
     */
    Derived(Supplier<T> work) {
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
