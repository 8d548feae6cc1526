package org.demarche.log;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A well-formed JSON body that does not say what it should. All of its faults at once. */
public final class InvalidBody extends Exception {

    private final transient List<Violation> violations;

    public InvalidBody(List<Violation> violations) {
        super(violations.stream().map(InvalidBody::sentence).collect(joining("; ")));
        this.violations = List.copyOf(violations);
    }

    private static String sentence(Violation violation) {
        return violation.pointer().isEmpty()
                ? violation.message()
                : violation.pointer() + ": " + violation.message();
    }

    public List<Violation> violations() {
        return violations;
    }
}
