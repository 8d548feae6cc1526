package org.demarche.torture;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One event, as a plain consumer reads it.
 *
 * @param id of the event: the report's, or with its number behind {@code #}
 * @param stance null of a retraction, as is the day
 * @param place partition and offset
 */
record Logged(
        String id, String type, @Nullable String stance, @Nullable LocalDate saidOn, String place) {

    String report() {
        return id.split("#", 2)[0];
    }

    int number() {
        var parts = id.split("#", 2);
        return parts.length == 1 ? 0 : Integer.parseInt(parts[1]);
    }

    /** Actor and issue. */
    String pair() {
        return id.substring(0, id.lastIndexOf('.'));
    }
}
