package org.demarche.log.registry;

/** The result of a search for the entry that a name means. */
public sealed interface Resolution {

    record Known(String id) implements Resolution {}

    /** No entry has the name. {@link Registry#nearest} finds similar ones. */
    record Unknown() implements Resolution {}

    /**
     * Several entries have the name, because an earlier release, or two services at the same
     * instant, accepted it.
     */
    record Ambiguous(SharedName shared) implements Resolution {}
}
