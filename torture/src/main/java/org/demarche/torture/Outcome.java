package org.demarche.torture;

/** The outcome of a write, over all attempts of one client. */
enum Outcome {
    /** At least one attempt was acknowledged. */
    ACKNOWLEDGED,
    /** An attempt got no answer or 504, and none was acknowledged. */
    UNKNOWN,
    /** Every attempt was refused. */
    REFUSED;

    /** The outcome if a later attempt has this one. */
    Outcome then(Outcome later) {
        return compareTo(later) <= 0 ? this : later;
    }
}
