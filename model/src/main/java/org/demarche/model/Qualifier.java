package org.demarche.model;

/** How a date is doubted: EDTF's mark behind it. */
public enum Qualifier {
    UNCERTAIN('?'),
    APPROXIMATE('~'),
    BOTH('%');

    private final char mark;

    Qualifier(char mark) {
        this.mark = mark;
    }

    /** As written behind a date. */
    public char mark() {
        return mark;
    }

    /** What two doubts of one date come to. */
    Qualifier and(Qualifier other) {
        return this == other ? this : BOTH;
    }
}
