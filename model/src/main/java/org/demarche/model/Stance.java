package org.demarche.model;

import java.util.Locale;
import java.util.Optional;

/**
 * An actor's attitude to a proposition. {@code favor}, {@code against} and {@code none} are the
 * labels of SemEval-2016 task 6. Demarche adds {@code conditional}: support that depends on a
 * stated precondition. The constants go from against to favor; {@code none}, at the end, is not
 * part of this order.
 */
public enum Stance {
    AGAINST,
    CONDITIONAL,
    FAVOR,
    NONE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name of this constant on the wire; it never changes. */
    public String label() {
        return label;
    }

    public static Optional<Stance> of(String label) {
        return switch (label) {
            case "against" -> Optional.of(AGAINST);
            case "conditional" -> Optional.of(CONDITIONAL);
            case "favor" -> Optional.of(FAVOR);
            case "none" -> Optional.of(NONE);
            default -> Optional.empty();
        };
    }
}
