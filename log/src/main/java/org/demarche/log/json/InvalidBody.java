package org.demarche.log.json;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** All faults of a body that is well-formed JSON, but that the service does not accept. */
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
