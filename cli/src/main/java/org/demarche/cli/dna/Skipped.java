package org.demarche.cli.dna;

import java.util.List;

/**
 * A statement that cannot become a report.
 *
 * @param statement its id in the file
 * @param reasons each the end of a sentence about it
 */
record Skipped(long statement, List<String> reasons) {

    Skipped {
        reasons = List.copyOf(reasons);
    }
}
