package org.demarche.gateway.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place after a line in an export of the log.
 *
 * @param actor the actor whose events alone are exported; empty for all events
 * @param next the next offset in the partition
 * @param highest the highest instant of recording in the partition so far; the instant of the next
 *     record depends on it
 */
record LogCursor(Optional<String> actor, int partition, long next, Instant highest) {

    private static final Pattern FORM =
            Pattern.compile("([a-z0-9-]{0,64})/([0-9]{1,4})/([0-9]{1,18})/([0-9TZ:.-]{1,32})");

    /** Returns the cursor as a text that clients send back and do not read. */
    String encode() {
        var text = actor.orElse("") + '/' + partition + '/' + next + '/' + highest;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Reads a cursor; empty if it is malformed. */
    static Optional<LogCursor> decode(String cursor) {
        try {
            var form = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
            return form.matches()
                    ? Optional.of(
                            new LogCursor(
                                    Optional.of(form.group(1)).filter(actor -> !actor.isEmpty()),
                                    Integer.parseInt(form.group(2)),
                                    Long.parseLong(form.group(3)),
                                    Instant.parse(form.group(4))))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
