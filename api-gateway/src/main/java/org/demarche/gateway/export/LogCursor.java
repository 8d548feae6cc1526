package org.demarche.gateway.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place behind a line of an export of the log.
 *
 * @param actor whose events alone it has; empty: all
 * @param next offset of the partition
 * @param highest instant at which one of its records so far was recorded: it decides of the next
 */
record LogCursor(Optional<String> actor, int partition, long next, Instant highest) {

    private static final Pattern FORM =
            Pattern.compile("([a-z0-9-]{0,64})/([0-9]{1,4})/([0-9]{1,18})/([0-9TZ:.-]{1,32})");

    /** A text that clients send back and do not read. */
    String encode() {
        var text = actor.orElse("") + '/' + partition + '/' + next + '/' + highest;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Empty if the cursor is malformed. */
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
