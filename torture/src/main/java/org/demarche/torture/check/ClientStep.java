package org.demarche.torture.check;

/** One step of a client. The steps of a client follow each other. */
public sealed interface ClientStep {

    /** The outcome of a write, as far as the client knows it. */
    enum Fate {
        ACKNOWLEDGED,
        /** Each answer said that nothing was written. */
        REFUSED,
        /** The write may be in the log or not: an answer was 504, or never came. */
        UNKNOWN
    }

    /**
     * A write, with all its repetitions.
     *
     * @param name the name of the write, which its event has, too
     * @param fault the answer that breaks a guarantee; empty if there was none
     */
    record Wrote(String name, String report, ReportChange change, Fate fate, String fault)
            implements ClientStep {}

    /**
     * A read of a position that was answered.
     *
     * @param withToken whether the client sent all tokens that it had got
     * @param begun the begin of the read; {@code begun} and {@code ended} are by System.nanoTime
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
     * A read that got another answer.
     *
     * @param fault the answer that breaks a guarantee
     */
    record Failed(String fault) implements ClientStep {}
}
