package org.demarche.gateway.export;

import org.demarche.model.explain.StatementEvidence;

/** Writes statements in one format, as bytes in sequence. */
interface StatementLines {

    /** The bytes before all statements. */
    default byte[] head() {
        return new byte[0];
    }

    /** Returns whole lines; empty for a statement that the format cannot express. */
    byte[] of(StatementEvidence statement);
}
