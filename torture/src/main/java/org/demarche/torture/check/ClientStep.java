package org.demarche.torture.check;

/** One thing that a client did. The steps of a client follow each other. */
public sealed interface ClientStep {

    /** The outcome of a write, as far as the client knows it. */
    enum Fate {
        ACKNOWLEDGED,
        /** Each answer said that nothing was written. */
        REFUSED,
        /** It is in the log or not: an answer was 504, or never came. */
        UNKNOWN
    }

    /**
     * A write, with all its repetitions.
     *
     * @param name is in the event, too
     * @param fault the answer that should not have been; empty if there was none
     */
    record Wrote(String name, String report, ReportChange change, Fate fate, String fault)
            implements ClientStep {}

    /**
     * A read of a position that was answered.
     *
     * @param withToken whether the client sent all tokens that it had got
     * @param begun and ended, on one clock of nanoseconds
     * @param version the number of the version that answered
     */
    record Saw(
            ActorAndIssue subject,
            boolean withToken,
            long begun,
            long ended,
            int version,
            PairDocument document)
            implements ClientStep {}

    /**
     * A read that was answered otherwise.
     *
     * @param fault the answer that should not have been
     */
    record Failed(String fault) implements ClientStep {}
}
