package org.demarche.cli.dna;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report to be filed: from one statement, or from several that say the same in one document.
 *
 * @param statements their ids in the file, in order
 * @param token of the report's id: the same at each import, and another one in another file
 * @param holder the organization; without one, the person
 * @param person null if there is none
 * @param place of the first statement
 * @param day of the document
 * @param passages in the order in which the document has them; none unless they are wanted
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
     * @param document its id in the file
     * @param start of the passage in the document's text, in UTF-16 code units
     */
    record Place(long document, long start, long stop) {}

    long statement() {
        return statements.getFirst();
    }
}
