package org.demarche.log.json;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parsers of single texts, for {@link Fields#parsed}: each returns the value, or throws an {@link
 * IllegalArgumentException} that says what is wrong with the text.
 */
public final class Forms {

    /**
     * An authority without brackets whose host breaks RFC 2396, such as {@code münchen.de} and
     * {@code foo_bar.org}. Browsers open them, but {@link URI} finds no host in them.
     */
    private static final Pattern LAX_AUTHORITY = Pattern.compile("([^@]*@)?[^@:]+(:[0-9]*)?");

    private static final String FOUR_DIGITS = "must have a year of four digits";
    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private Forms() {}

    /** Parses a day with a year of four digits, such as 2024-01-31. */
    public static LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text);
            require(day.getYear() >= 0 && day.getYear() <= 9999, text, FOUR_DIGITS);
            return day;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a date: write year, month and day, such as 2024-01-31"
                            .formatted(text),
                    e);
        }
    }

    /** Parses an instant with a year of four digits, such as 2022-12-02T09:30:00Z. */
    public static Instant instant(String text) {
        try {
            var instant = Instant.parse(text);
            require(!instant.isBefore(YEAR_0) && instant.isBefore(YEAR_10000), text, FOUR_DIGITS);
            return instant;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'%s' is not an instant: give one, such as 2022-12-02T09:30:00Z"
                            .formatted(text),
                    e);
        }
    }

    /**
     * Parses an instant like {@link #instant}, and keeps the offset from UTC at the end of the
     * text.
     */
    public static OffsetDateTime instantWithOffset(String text) {
        var instant = instant(text);
        var utc = text.endsWith("Z") || text.endsWith("z");
        var sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        return instant.atOffset(utc ? ZoneOffset.UTC : ZoneOffset.of(text.substring(sign)));
    }

    /** Checks a web address, and returns it unchanged. */
    public static String url(String text) {
        try {
            var url = new URI(text);
            var web =
                    "http".equalsIgnoreCase(url.getScheme())
                            || "https".equalsIgnoreCase(url.getScheme());
            return require(web && hasHost(url), text, "must be http:// or https:// and a host");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "is not a URL: %s at character %d".formatted(e.getReason(), e.getIndex() + 1),
                    e);
        }
    }

    /**
     * Checks a new web address like {@link #url}, and also refuses characters that change the
     * direction or the lines of a text. Only stored addresses may have such characters.
     */
    public static String newUrl(String text) {
        var fault = TextFault.turned(text);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        return url(text);
    }

    public static String require(boolean holds, String text, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }

    private static boolean hasHost(URI url) {
        return url.getHost() != null || isLaxAuthority(url.getRawAuthority());
    }

    private static boolean isLaxAuthority(@Nullable String authority) {
        return authority != null && LAX_AUTHORITY.matcher(authority).matches();
    }
}
