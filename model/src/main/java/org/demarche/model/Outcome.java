package org.demarche.model;

/** What came of an event in the fold. */
public sealed interface Outcome {

    /** It counts. */
    record Folded() implements Outcome {}

    /** The same was folded before: nothing changes. */
    record Repeated() implements Outcome {}

    /**
     * @param reason {@code id-taken}: the id stands for other content; {@code no-such-report}:
     *     nothing was filed under the id
     */
    record Refused(String reason) implements Outcome {}
}
