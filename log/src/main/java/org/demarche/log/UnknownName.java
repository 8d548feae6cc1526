package org.demarche.log;

import java.util.List;

/** A name that nobody has. The nearest are those that may have been meant. */
public final class UnknownName extends IllegalArgumentException {

    private final List<String> nearest;

    public UnknownName(String message, List<String> nearest) {
        super(message);
        this.nearest = List.copyOf(nearest);
    }

    public List<String> nearest() {
        return nearest;
    }
}
