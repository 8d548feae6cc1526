package org.demarche.log;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Says how much of the topics a client has seen: the next offset of each place. The text of a token
 * is the value of the header {@code Demarche-Token}, such as {@code r3:128,g:41,c:7}. A place is
 * {@code r<partition>} for a partition of the log of reports, {@code g} for the registry, or {@code
 * c} for the decisions.
 */
public record Token(Map<String, Long> offsets) {

    public static final String HEADER = "Demarche-Token";
    public static final String REGISTRY = "g";
    public static final String CONTROL = "c";

    private static final Pattern PLACE = Pattern.compile("g|c|r(0|[1-9][0-9]{0,3})");
    private static final Pattern ENTRY = Pattern.compile("([a-z][a-z0-9]{0,15}):([0-9]{1,18})");
    private static final int LONGEST = 8192;

    /** Puts reports first, by partition. */
    private static final Comparator<String> ORDER =
            comparingInt((String place) -> place.charAt(0) == 'r' ? 0 : 1)
                    .thenComparingInt(String::length)
                    .thenComparing(naturalOrder());

    public static final Token NONE = new Token(Map.of());

    public Token {
        var sorted = new TreeMap<String, Long>(ORDER);
        sorted.putAll(offsets);
        sorted.forEach(Token::require);
        offsets = Collections.unmodifiableSortedMap(sorted);
    }

    /** Returns the place of a partition of the log of reports, such as {@code r3}. */
    public static String reports(int partition) {
        return "r" + partition;
    }

    /**
     * Reads a header. Unknown places are ignored. If a place occurs twice, the higher offset
     * counts.
     *
     * @throws IllegalArgumentException if the text is malformed
     */
    public static Token parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "The token has %d characters, but at most %d are allowed"
                            .formatted(text.length(), LONGEST));
        }
        var token = new TreeMap<String, Long>();
        for (var part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            var entry = ENTRY.matcher(part.strip());
            if (!entry.matches()) {
                throw new IllegalArgumentException(
                        "'%s' is not <place>:<offset>, such as r3:128".formatted(part));
            }
            if (PLACE.matcher(entry.group(1)).matches()) {
                token.merge(entry.group(1), Long.parseLong(entry.group(2)), Long::max);
            }
        }
        return new Token(token);
    }

    /** Returns the next offset of a place, if the token has the place. */
    public OptionalLong next(String place) {
        var next = offsets.get(place);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** Returns this token with the offset of the place, unless its offset is higher already. */
    public Token with(String place, long next) {
        return merge(new Token(Map.of(place, next)));
    }

    /** Merges two tokens: each place gets the higher of its two offsets. */
    public Token merge(Token other) {
        var merged = new TreeMap<>(offsets);
        other.offsets.forEach((place, next) -> merged.merge(place, next, Long::max));
        return new Token(merged);
    }

    @Override
    public String toString() {
        return offsets.entrySet().stream()
                .map(entry -> entry.getKey() + ':' + entry.getValue())
                .collect(joining(","));
    }

    private static void require(String place, long next) {
        if (!PLACE.matcher(place).matches() || next < 0) {
            throw new IllegalArgumentException(
                    "%s:%d is not a place and an offset".formatted(place, next));
        }
    }
}
