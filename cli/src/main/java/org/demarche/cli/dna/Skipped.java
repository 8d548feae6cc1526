package org.demarche.cli.dna;

import java.util.List;

/**
 * A statement that cannot become a report.
 *
 * @param statement the statement's id in the file
 * @param reasons the reasons, each as the end of a sentence about the statement
 */
record Skipped(long statement, List<String> reasons) {

    Skipped {
        reasons = List.copyOf(reasons);
    }
}
