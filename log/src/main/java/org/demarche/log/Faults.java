package org.demarche.log;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one body: as much of it as anybody reads, and how much more there is. */
final class Faults {

    private static final int MOST_GUESSES = 10;

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

    /**
     * A field that nobody asked for. What was meant is guessed for the first few only: a body has
     * room for tens of thousands.
     */
    void addUnknown(String at, String name, Nearest known) {
        var meant = guesses++ < MOST_GUESSES ? known.to(name) : List.<String>of();
        add(new Violation(at, "is not known here", meant));
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
