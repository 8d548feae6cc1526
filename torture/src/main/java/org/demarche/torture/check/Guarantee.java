package org.demarche.torture.check;

/**
 * A guarantee that the checker checks. For each guarantee there is a mutation that the checker must
 * find.
 */
public enum Guarantee {
    KEPT("lost", "Every acknowledged write is in the log."),
    ONCE(
            "doubled",
            "With one ingest service on one broker, no write is in the log twice; everywhere it counts once."),
    ASKED_FOR("unasked", "Nothing that was refused, or that nobody sent, is in the log."),
    OWN_WRITES("stale", "A read with a token is not older than the writes that the token names."),
    FORWARD(
            "stepped back",
            "Versions and answers never step back for a client that sends its last token, except that a roll back changes the version."),
    FOLDED("wrong documents", "Every document is the fold of the log up to some offset."),
    FENCED("late commits", "A worker that has lost its partition no longer commits."),
    ANSWERED(
            "wrong answers",
            "A good request is answered with 200, 201, 503 or 504, and a bad one never with 2xx or 500.");

    private final String column;
    private final String sentence;

    Guarantee(String column, String sentence) {
        this.column = column;
        this.sentence = sentence;
    }

    /** The column that counts its violations. */
    public String column() {
        return column;
    }

    public String sentence() {
        return sentence;
    }
}
