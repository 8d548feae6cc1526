package org.demarche.bench;

import java.util.Iterator;

/**
 * Gives up when the time is over.
 *
 * @param deadline by System.nanoTime
 */
record Bounded<T>(Iterator<T> iterator, long deadline) implements Iterator<T> {

    @Override
    public boolean hasNext() {
        return iterator.hasNext();
    }

    @Override
    public T next() {
        if (System.nanoTime() - deadline > 0) {
            throw Workplace.timeIsOver();
        }
        return iterator.next();
    }
}
