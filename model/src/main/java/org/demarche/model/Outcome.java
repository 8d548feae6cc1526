package org.demarche.model;

import java.util.List;

/** What came of an event in the fold. */
public sealed interface Outcome {

    /**
     * It counts.
     *
     * @param number of the event among those of its report, from 0
     * @param statements digests of the statements under which it stands: one, or two where a
     *     correction moved the report
     */
    record Folded(int number, List<String> statements) implements Outcome {}

    /** The same was folded before: nothing changes. */
    record Repeated() implements Outcome {}

    /**
     * @param reason {@code id-taken}: the id stands for other content; {@code no-such-report}:
     *     nothing was filed under the id
     */
    record Refused(String reason) implements Outcome {}
}
