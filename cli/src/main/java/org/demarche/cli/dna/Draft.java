package org.demarche.cli.dna;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A statement of which a report can be made.
 *
 * @param statement its id in the file
 * @param token of the report's id: the same at each import, and another one in another file
 * @param holder the organization; without one, the person
 * @param person null if there is none
 * @param day of the document
 */
record Draft(
        long statement,
        String token,
        String holder,
        boolean organization,
        @Nullable String person,
        String concept,
        boolean agrees,
        LocalDate day,
        String outlet,
        @Nullable String coder,
        @Nullable String passage) {}
