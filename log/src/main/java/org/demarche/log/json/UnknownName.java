package org.demarche.log.json;

import java.util.List;
import java.util.function.Supplier;

/** No entry has this name. */
public final class UnknownName extends IllegalArgumentException {

    private final String type;
    private final String name;
    private final transient Supplier<List<String>> nearest;

    /**
     * @param type of the entry that the name should mean, such as actor
     * @param nearest those that may have been meant; asked for only where they are told
     */
    public UnknownName(String message, String type, String name, Supplier<List<String>> nearest) {
        super(message);
        this.type = type;
        this.name = name;
        this.nearest = nearest;
    }

    /** The type of entry as {@code unknown}, and the name: a program can group by them. */
    Violation at(String pointer, List<String> suggestions) {
        return new Violation(pointer, String.valueOf(getMessage()), suggestions)
                .with("unknown", type)
                .with("name", name);
    }

    public List<String> nearest() {
        return nearest.get();
    }
}
