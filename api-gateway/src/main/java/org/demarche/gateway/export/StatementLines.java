package org.demarche.gateway.export;

import org.demarche.model.StatementEvidence;

/** A form of statements: bytes that follow on each other. */
interface StatementLines {

    /** What stands before all statements. */
    default byte[] head() {
        return new byte[0];
    }

    /** Whole lines; none for a statement that the form has no place for. */
    byte[] of(StatementEvidence statement);
}
