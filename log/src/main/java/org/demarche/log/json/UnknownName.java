package org.demarche.log.json;

import java.util.List;
import java.util.function.Supplier;

/** No entry has this name. */
public final class UnknownName extends IllegalArgumentException {

    private final String type;
    private final String name;
    private final transient Supplier<List<String>> nearest;

    /**
     * @param type the type of the entry that the name should mean, such as actor
     * @param nearest finds names that may have been meant; called only if they are shown
     */
    public UnknownName(String message, String type, String name, Supplier<List<String>> nearest) {
        super(message);
        this.type = type;
        this.name = name;
        this.nearest = nearest;
    }

    /**
     * Returns the violation. It also has the type of entry as {@code unknown}, and the name, so
     * that a program can group violations.
     */
    Violation at(String pointer, List<String> suggestions) {
        return new Violation(pointer, String.valueOf(getMessage()), suggestions)
                .with("unknown", type)
                .with("name", name);
    }

    public List<String> nearest() {
        return nearest.get();
    }
}
