package org.demarche.model.fold;

import java.util.Collections;
import java.util.List;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The account that counts of a statement: reports of one stance and voice, in their order, at least
 * one.
 *
 * @param days on which they say it was said
 * @param open several accounts weigh the same, so that none of them is known to be right
 * @param tied these take different stances, or are of different voices
 * @param origin the one that all reports of the statement count under; null if each has its own
 */
record Account(
        List<Facts> reports, Days days, boolean open, boolean tied, @Nullable String origin) {

    /** The account of reports that agree on their days, where no other account exists. */
    static Account of(List<Facts> reports, @Nullable String origin) {
        return new Account(reports, reports.getFirst().days(), false, false, origin);
    }

    /** The first report; the statement takes its speaker and texts from it. */
    Facts lead() {
        return reports.getFirst();
    }

    boolean has(Facts report) {
        return Collections.binarySearch(reports, report, Facts.ORDER) >= 0;
    }
}
