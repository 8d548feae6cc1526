package org.demarche.model.fold;

import java.util.Collections;
import java.util.List;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The account of a statement that counts. Its reports, at least one, have the same stance and
 * voice, and are in their order.
 *
 * @param days the days on which the statement was made, according to these reports
 * @param open whether several accounts have the same weight, so that none is known to be right
 * @param tied whether the accounts of the same weight differ in stance or voice
 * @param origin the one origin under which all reports of the statement count; null if each report
 *     counts under its own
 */
record Account(
        List<Facts> reports, Days days, boolean open, boolean tied, @Nullable String origin) {

    /** Returns the account of reports that agree on their days, if there is no other account. */
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
