package org.demarche.log.registry;

/** The entry that a name means. */
public sealed interface Resolution {

    record Known(String id) implements Resolution {}

    /** Nobody has it. {@link Registry#nearest} finds those that may have been meant. */
    record Unknown() implements Resolution {}

    /** Several have it, from before their names were taken for one. */
    record Ambiguous(Shared shared) implements Resolution {}
}
