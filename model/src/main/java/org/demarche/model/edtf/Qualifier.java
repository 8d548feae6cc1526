package org.demarche.model.edtf;

/** A doubt about a date. EDTF writes it as one character after the date. */
public enum Qualifier {
    UNCERTAIN('?'),
    APPROXIMATE('~'),
    BOTH('%');

    private final char mark;

    Qualifier(char mark) {
        this.mark = mark;
    }

    public char mark() {
        return mark;
    }

    /** Joins two doubts about one date. */
    Qualifier and(Qualifier other) {
        return this == other ? this : BOTH;
    }
}
