package org.demarche.model.fold;

/** The result of one event in the fold. */
public sealed interface Outcome {

    /** The event counts. */
    record Folded() implements Outcome {}

    /** The same event was folded before, and nothing changes. */
    record Repeated() implements Outcome {}

    /** An earlier event of the log has other content under the same id. */
    String ID_TAKEN = "id-taken";

    /** No earlier event of the log files a report under the id. */
    String NO_SUCH_REPORT = "no-such-report";

    /**
     * @param reason {@link #ID_TAKEN}, {@link #NO_SUCH_REPORT}, or the fault that a declared
     *     projection has found
     */
    record Refused(String reason) implements Outcome {}
}
