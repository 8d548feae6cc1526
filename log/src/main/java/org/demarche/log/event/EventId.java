package org.demarche.log.event;

import org.demarche.model.ReportId;

/**
 * The value of {@code ce_id}: the report's id for its filing, and {@code <report id>#<n>} for the
 * n-th event after that.
 *
 * @param number 0 for the filing
 */
public record EventId(ReportId report, int number) {

    private static final int MOST_DIGITS = 9;

    public EventId {
        if (number < 0) {
            throw new IllegalArgumentException("an event's number is %d".formatted(number));
        }
    }

    /**
     * @throws IllegalArgumentException if the text is not an event's id
     */
    public static EventId parse(String text) {
        var hash = text.indexOf('#');
        if (hash < 0) {
            return new EventId(ReportId.parse(text), 0);
        }
        var number = text.substring(hash + 1);
        if (!isNumber(number)) {
            throw new IllegalArgumentException(
                    "'%s' is not an event's id: it must be <report id>#<number>".formatted(text));
        }
        return new EventId(ReportId.parse(text.substring(0, hash)), Integer.parseInt(number));
    }

    /** Checks without a regular expression, because this runs for every correction. */
    private static boolean isNumber(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.charAt(0) != '0';
    }

    @Override
    public String toString() {
        return number == 0 ? report.toString() : report.toString() + '#' + number;
    }
}
