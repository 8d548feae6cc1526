package org.demarche.model.edtf;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A date as a report gives it, in a form of the <a
 * href="https://www.loc.gov/standards/datetime/">Extended Date/Time Format</a> (EDTF, ISO 8601-2)
 * that can date a statement.
 *
 * <ul>
 *   <li>level 0: {@code 2022-12-02}, {@code 2022-12}, {@code 2022}, and closed intervals {@code
 *       a/b} of these
 *   <li>level 1: open intervals {@code a/..} and {@code ../b}; a final {@code ?} (uncertain),
 *       {@code ~} (approximate) or {@code %} (both) on a date or on an end of an interval
 *   <li>level 2: {@code [a..b]}, {@code [a..]}, {@code [..b]}
 * </ul>
 *
 * The parser refuses every other form, and names it if it is a known one.
 *
 * @param text the text, as written
 * @param earliest the first possible day; null if the start is open
 * @param latest the last possible day; null if the end is open
 * @param ofEarliest the doubt about the first day; null if there is none
 * @param ofLatest the doubt about the last day; null if there is none
 */
public record Edtf(
        String text,
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest,
        @Nullable Qualifier ofEarliest,
        @Nullable Qualifier ofLatest) {

    /**
     * Reads a date in one of the forms above.
     *
     * @throws EdtfException if the text is not such a date; the message has the fault, its place
     *     and the remedy
     */
    public static Edtf parse(String text) {
        var ends = new EdtfParser(text).parse();
        return new Edtf(text, ends.earliest(), ends.latest(), ends.ofEarliest(), ends.ofLatest());
    }

    /**
     * Returns the possible days of a statement that was known by a certain day. None is after that
     * day.
     *
     * <p>The method accepts every date, because a fold must not refuse an event of the log. If even
     * the earliest day is after {@code knownBy}, the result is {@code knownBy} alone. A caller that
     * can still refuse such a date calls {@link #startsAfter} first.
     *
     * @param knownBy the day of publication, or else the day of recording
     */
    public Days days(LocalDate knownBy) {
        var end = latest == null || latest.isAfter(knownBy) ? knownBy : latest;
        return new Days(startsAfter(end) ? end : earliest, end);
    }

    /** Whether an end of the date is uncertain or approximate. {@link #days} ignores this. */
    public boolean qualified() {
        return ofEarliest != null || ofLatest != null;
    }

    /**
     * Returns the possible days, with their doubts, of a statement that was known by a certain day.
     * An open or later end is cut at that day. If even the earliest day is later, the result is the
     * earliest day alone. It is not cut, because that day may have begun already in another time
     * zone.
     *
     * @param knownBy the day of publication, or else the day of recording
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

    /** Whether every possible day is after the given one. */
    public boolean startsAfter(LocalDate day) {
        return earliest != null && earliest.isAfter(day);
    }
}
