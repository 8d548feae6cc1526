package org.demarche.torture;

/**
 * An answer to a client that sent the token of all its writes.
 *
 * @param session the client
 * @param pair actor and issue, with a dot between
 * @param least the reports that the client knows to count
 * @param most the same with the writes whose outcome it does not know
 * @param reports that the answer counts
 * @param version of positions that answered
 * @param before the steps of roll backs when the client asked: each has a step before it is asked
 *     for, and one after a read has shown it
 * @param after the same when the answer came
 */
record Reading(
        String session,
        String pair,
        int least,
        int most,
        int reports,
        int version,
        int before,
        int after) {}
