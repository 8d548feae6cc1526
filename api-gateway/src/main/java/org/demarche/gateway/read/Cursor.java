package org.demarche.gateway.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.demarche.model.edtf.Days;

/**
 * Writes and reads cursors. A cursor is a text that clients send back and do not read. It names a
 * place in the order of the list, not an item, because the item may be gone by then.
 */
public final class Cursor {

    /**
     * The separator of the parts. It sorts before all characters of an id, so texts sort by their
     * parts.
     */
    public static final String BETWEEN = " ";

    private static final String OPEN_START = "-";

    private Cursor() {}

    static String encode(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(UTF_8));
    }

    /** Writes days as a part of a cursor. */
    public static String text(Days days) {
        return (days.earliest() == null ? OPEN_START : days.earliest()) + BETWEEN + days.latest();
    }

    /**
     * Reads the result of {@link #text}.
     *
     * @throws IllegalArgumentException if the parts are not from {@link #text}
     */
    public static Days days(String earliest, String latest) {
        return new Days(earliest.equals(OPEN_START) ? null : day(earliest), day(latest));
    }

    public static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Reads the parts between the spaces.
     *
     * @param number the required number of parts
     * @param read makes the result from the parts; it throws {@link IllegalArgumentException} if
     *     they are not valid
     */
    public static <T> Optional<T> parts(String text, int number, Function<String[], T> read) {
        var parts = text.split(BETWEEN, -1);
        try {
            return parts.length == number ? Optional.of(read.apply(parts)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static Optional<String> decode(String cursor) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
