package org.demarche.model.fold;

/** The result of one event in the fold. */
public sealed interface Outcome {

    /** The event counts. */
    record Folded() implements Outcome {}

    /** The same event was folded before, and nothing changes. */
    record Repeated() implements Outcome {}

    /** The id stands for other content, which the log has before it. */
    String ID_TAKEN = "id-taken";

    /** Nothing was filed under the id before it. */
    String NO_SUCH_REPORT = "no-such-report";

    /**
     * @param reason {@link #ID_TAKEN}, {@link #NO_SUCH_REPORT}, or what a projection of its own
     *     says
     */
    record Refused(String reason) implements Outcome {}
}
