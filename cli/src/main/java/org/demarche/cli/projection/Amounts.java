package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;

/** Puts counts and times into words for people. */
final class Amounts {

    private Amounts() {}

    /** Returns a count with its noun, such as `1,234 documents` or `1 document`. */
    static String count(long count, String thing) {
        return number(count) + " " + thing + (count == 1 ? "" : "s");
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * @param time a number of seconds, or a duration in ISO 8601 such as {@code PT7S}
     */
    static Duration duration(JsonNode time) {
        return time.isTextual()
                ? Duration.parse(time.asText())
                : Duration.ofMillis(Math.round(time.asDouble() * 1000));
    }

    /** Returns a duration in at most two units, such as `7 s`, `2 min 10 s` or `1 h 5 min`. */
    static String text(Duration duration) {
        var seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
        if (seconds < 60) return seconds + " s";
        return seconds < 3600 ? text(seconds, "min", "s") : text(seconds / 60, "h", "min");
    }

    /**
     * @param large the name of the unit of 60 small ones
     */
    private static String text(long amount, String large, String small) {
        var rest = amount % 60;
        return amount / 60 + " " + large + (rest == 0 ? "" : " " + rest + " " + small);
    }
}
