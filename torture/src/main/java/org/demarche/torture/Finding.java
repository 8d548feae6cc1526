package org.demarche.torture;

/** A broken promise, with the sentence that shows where. */
record Finding(Rule rule, String sentence) {

    /** The promises, each by what breaks it. */
    enum Rule {
        /** An acknowledged write is not in the log. */
        LOST,
        /** An event is in the log more than once. */
        DOUBLED,
        /** A refused write is in the log, or an event that nobody wrote. */
        INVENTED,
        /** A read with a token shows less than its client had been acknowledged. */
        STALE,
        /** A read shows more than its client can have written. */
        AHEAD,
        /** A session saw an older version, and nobody rolled back. */
        STEPPED_BACK,
        /** A position or a count is not what the log gives. */
        DIFFERING,
        /** A request got an answer that the API does not document for it. */
        WRONG_ANSWER
    }
}
