package org.demarche.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is wrong with one body: as much of it as anybody reads, and how much more there is. */
final class Faults {

    /** A body has room for tens of thousands of faults, and each guess costs some work. */
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

    /** The guess at what was meant, made for the first few faults of a body only. */
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
