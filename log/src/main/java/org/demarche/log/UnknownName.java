package org.demarche.log;

import java.util.List;
import java.util.function.Supplier;

/** No entry has this name. */
public final class UnknownName extends IllegalArgumentException {

    private final transient Supplier<List<String>> nearest;

    /**
     * @param nearest those that may have been meant; asked for only where they are told
     */
    public UnknownName(String message, Supplier<List<String>> nearest) {
        super(message);
        this.nearest = nearest;
    }

    public List<String> nearest() {
        return nearest.get();
    }
}
