package org.demarche.model;

/** The result of one event in the fold. */
public sealed interface Outcome {

    /** The event counts. */
    record Folded() implements Outcome {}

    /** The same event was folded before, and nothing changes. */
    record Repeated() implements Outcome {}

    /**
     * @param reason {@code id-taken}: the id stands for other content; {@code no-such-report}:
     *     nothing was filed under the id
     */
    record Refused(String reason) implements Outcome {}
}
