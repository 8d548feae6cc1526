package org.demarche.cli.dna;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report to be filed. It comes from one statement, or from several statements of one document
 * with the same content.
 *
 * @param statements the ids of the statements in the file, in order
 * @param token the token of the report's id, which is the same at each import and differs between
 *     files
 * @param holder the organization, or the person if there is no organization
 * @param person the person; null if there is none
 * @param place the place of the first statement
 * @param day the day of the document
 * @param passages the passages in the order of the document; empty unless the user wants quotes
 */
record DnaReport(
        List<Long> statements,
        String token,
        String holder,
        boolean organization,
        @Nullable String person,
        String concept,
        boolean agrees,
        Place place,
        LocalDate day,
        String outlet,
        @Nullable String coder,
        List<String> passages) {

    DnaReport {
        statements = List.copyOf(statements);
        passages = List.copyOf(passages);
    }

    /**
     * @param document the document's id in the file
     * @param start the start of the passage in the document's text, in UTF-16 code units
     */
    record Place(long document, long start, long stop) {}

    long statement() {
        return statements.getFirst();
    }
}
