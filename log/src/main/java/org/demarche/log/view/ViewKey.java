package org.demarche.log.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDate;
import org.demarche.log.event.EventId;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;

/**
 * The keys of a view of the projection {@code positions}. Ids have no slash, so the order by
 * characters keeps related keys together, with the mark last.
 *
 * <ul>
 *   <li>{@code p/<actor>/<issue>}: the current position
 *   <li>{@code e/<actor>/<issue>/<statement>/<report>/<n>}: an event of a report. {@code statement}
 *       is the digest of its statement, and {@code report} is the token of the report. Both have
 *       the same actor and issue
 *   <li>{@code x/<earliest>/<latest>/<actor>/<issue>}: a shift into the turn of these days; {@code
 *       earliest} is {@code -} if the start is open
 *   <li>{@code ~<partition>}: the mark
 * </ul>
 */
public final class ViewKey {

    public static final String POSITIONS = "p/";
    public static final String EVENTS = "e/";
    public static final String SHIFTS = "x/";
    private static final char MARK = '~';

    private ViewKey() {}

    public static String position(String actor, String issue) {
        return POSITIONS + actor + '/' + issue;
    }

    /** Returns the beginning of the keys of an actor's positions. */
    public static String positionsOf(String actor) {
        return POSITIONS + actor + '/';
    }

    /**
     * Returns the key of an event under a statement that its report attests, before or after the
     * event.
     */
    public static String event(StatementId statement, EventId event) {
        return eventsOf(statement) + event.report().token() + '/' + event.number();
    }

    /** Returns the beginning of the keys of all events about an actor and an issue. */
    public static String eventsOf(String actor, String issue) {
        return EVENTS + actor + '/' + issue + '/';
    }

    /** Returns the beginning of the keys of all events of a statement. */
    public static String eventsOf(StatementId statement) {
        return eventsOf(statement.holder(), statement.issue()) + statement.digest() + '/';
    }

    /** Returns the event that the key of an event document names. */
    public static EventId event(String key) {
        var parts = key.split("/", -1);
        if (parts.length != 6 || !key.startsWith(EVENTS)) {
            throw new IllegalArgumentException("'%s' is not an event's key".formatted(key));
        }
        var report = new ReportId(parts[1], parts[2], parts[4]);
        return new EventId(report, Integer.parseInt(parts[5]));
    }

    /** Returns the key of the shift into the turn of these days. */
    public static String shift(Subject subject, Days into) {
        var earliest = into.earliest() == null ? "-" : into.earliest().toString();
        return SHIFTS
                + earliest
                + '/'
                + into.latest()
                + '/'
                + subject.actor()
                + '/'
                + subject.issue();
    }

    /** Returns the days of the turn that the shift with this key leads into. */
    public static Days daysOfShift(String key) {
        var parts = key.split("/", -1);
        var earliest = parts[1].equals("-") ? null : LocalDate.parse(parts[1]);
        return new Days(earliest, LocalDate.parse(parts[2]));
    }

    /** Returns the actor and the issue of the shift with this key. */
    public static Subject subjectOfShift(String key) {
        var parts = key.split("/", -1);
        return new Subject(parts[3], parts[4]);
    }

    public static String mark(int partition) {
        return MARK + Integer.toString(partition);
    }

    public static boolean isMark(String key) {
        return key.charAt(0) == MARK;
    }

    public static boolean isEvent(String key) {
        return key.startsWith(EVENTS);
    }

    public static boolean isShift(String key) {
        return key.startsWith(SHIFTS);
    }

    public static boolean isPosition(String key) {
        return key.startsWith(POSITIONS);
    }

    public static byte[] bytes(String key) {
        return key.getBytes(US_ASCII);
    }

    public static String of(byte[] key) {
        return new String(key, US_ASCII);
    }
}
