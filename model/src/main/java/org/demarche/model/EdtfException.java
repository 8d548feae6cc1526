package org.demarche.model;

/**
 * A text that is no EDTF date, or one of a form that is refused. The message says what is wrong,
 * what to do, and where.
 */
public final class EdtfException extends IllegalArgumentException {

    private final int at;

    EdtfException(String problem, int at) {
        super(problem + " (at character " + (at + 1) + ")");
        this.at = at;
    }

    /**
     * Where the fault begins: an index into the text, or the text's length where it ends too early.
     */
    public int at() {
        return at;
    }
}
