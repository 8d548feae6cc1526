package org.demarche.model.edtf;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A date as it stands in a report: the part of the <a
 * href="https://www.loc.gov/standards/datetime/">Extended Date/Time Format</a> (EDTF, ISO 8601-2)
 * that can say when something was said.
 *
 * <ul>
 *   <li>level 0: {@code 2022-12-02}, {@code 2022-12}, {@code 2022}, and closed intervals {@code
 *       a/b} of these
 *   <li>level 1: open intervals {@code a/..} and {@code ../b}; a final {@code ?} (uncertain),
 *       {@code ~} (approximate) or {@code %} (both) on a date or on an end of an interval
 *   <li>level 2: {@code [a..b]}, {@code [a..]}, {@code [..b]}
 * </ul>
 *
 * Every other form is refused by its name.
 *
 * @param text as written
 * @param earliest the first day it may mean, null if the start is open
 * @param latest the last day it may mean, null if the end is open
 * @param ofEarliest how the first day is doubted; null if it is not
 * @param ofLatest how the last day is doubted; null if it is not
 */
public record Edtf(
        String text,
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest,
        @Nullable Qualifier ofEarliest,
        @Nullable Qualifier ofLatest) {

    /**
     * Reads the form described above.
     *
     * @throws EdtfException naming the fault, its place and the remedy
     */
    public static Edtf parse(String text) {
        var ends = new EdtfParser(text).parse();
        return new Edtf(text, ends.earliest(), ends.latest(), ends.ofEarliest(), ends.ofLatest());
    }

    /**
     * The possible days, for a reader who knew of the date by a certain day: none is later.
     *
     * <p>It is total, because a fold must not refuse history: if even the earliest day is later,
     * the result is that day alone. Ask {@link #startsAfter} first where such a date can still be
     * refused.
     *
     * @param knownBy the day of publication, else the day it was recorded
     */
    public Days days(LocalDate knownBy) {
        var end = latest == null || latest.isAfter(knownBy) ? knownBy : latest;
        return new Days(startsAfter(end) ? end : earliest, end);
    }

    /** Whether a date in it is uncertain or approximate; the days do not depend on this. */
    public boolean qualified() {
        return ofEarliest != null || ofLatest != null;
    }

    /**
     * The possible days with their doubts, for a reader who knew of the date by a certain day: an
     * open or later end is cut at that day. If even the earliest day is later, the result is that
     * day alone. The day stays as it is, because it may be tomorrow already in another time zone.
     *
     * @param knownBy as above
     */
    public Days saidBy(LocalDate knownBy) {
        if (earliest != null && startsAfter(knownBy)) {
            return new Days(earliest, earliest, ofEarliest, ofEarliest);
        }
        return isCutAt(knownBy)
                ? new Days(earliest, knownBy, ofEarliest, null)
                : new Days(earliest, Objects.requireNonNull(latest), ofEarliest, ofLatest);
    }

    /** Whether {@link #saidBy} cuts the possible days at this day. */
    public boolean isCutAt(LocalDate knownBy) {
        return !startsAfter(knownBy) && (latest == null || latest.isAfter(knownBy));
    }

    /** Whether every day that this may mean is after the given one. */
    public boolean startsAfter(LocalDate day) {
        return earliest != null && earliest.isAfter(day);
    }
}
