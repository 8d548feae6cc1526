package org.demarche.model.edtf;

/**
 * The text is not an EDTF date, or it has a form that is refused. The message has the fault, the
 * remedy and the place.
 */
public final class EdtfException extends IllegalArgumentException {

    private final int at;

    EdtfException(String problem, int at) {
        super(problem + " (at character " + (at + 1) + ")");
        this.at = at;
    }

    /** The index at which the fault begins; the text's length if the text ends too early. */
    public int at() {
        return at;
    }
}
