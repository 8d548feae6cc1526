package org.demarche.log.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The first faults of one body, and the number of the others. */
final class BodyFaults {

    /** A body can have tens of thousands of faults, and each guess takes some time. */
    private static final int MOST_GUESSES = 3;

    private final List<Violation> violations = new ArrayList<>();
    private int more;
    private int guesses;

    void add(Violation violation) {
        if (violations.size() < Fields.MOST_VIOLATIONS) {
            violations.add(violation);
        } else {
            more++;
        }
    }

    /** Guesses the name that was meant, for the first few faults of a body only. */
    List<String> guess(Supplier<List<String>> meant) {
        return guesses++ < MOST_GUESSES ? meant.get() : List.of();
    }

    void verify() throws InvalidBody {
        if (more > 0) {
            violations.add(new Violation("", "and %,d more".formatted(more)));
        }
        if (!violations.isEmpty()) {
            throw new InvalidBody(violations);
        }
    }
}
