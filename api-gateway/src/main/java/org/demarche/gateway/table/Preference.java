package org.demarche.gateway.table;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.math.BigDecimal;

/** Decides which of two forms a client prefers, by its {@code Accept} header (RFC 9110, 12.5.1). */
public final class Preference {

    /** The value of {@code format} for a table. */
    public static final String CSV = "csv";

    private static final String FORMAT = "format";
    private static final String ANY = "*";

    private Preference() {}

    /**
     * @param precision the precision of the matching range: 0 for any type, 1 for a family of
     *     types, 2 for exactly this type
     */
    private record Rank(BigDecimal quality, int precision) {
        static final Rank NONE = new Rank(BigDecimal.ZERO, -1);
    }

    /**
     * Whether the client prefers CSV to JSON. The parameter {@code format} decides or, without it,
     * the {@code Accept} header. If the client wants both equally, the more precise range decides.
     * If that makes no difference, JSON is preferred.
     */
    public static boolean isCsv(HttpRequest<?> request) {
        return is(request, CSV, MediaType.TEXT_CSV);
    }

    /**
     * Whether the client prefers this form to JSON, by the same rules as for CSV.
     *
     * @param format the value of the parameter {@code format} that asks for this form
     */
    public static boolean is(HttpRequest<?> request, String format, String type) {
        return request.getParameters()
                .getFirst(FORMAT)
                .map(format::equals)
                .orElseGet(() -> isRather(request, type));
    }

    /** Whether the client prefers a type to JSON. */
    public static boolean isRather(HttpRequest<?> request, String type) {
        return isRather(request, type, MediaType.APPLICATION_JSON);
    }

    /** Whether the client prefers JSON to a type. */
    public static boolean isRatherJson(HttpRequest<?> request, String type) {
        return isRather(request, MediaType.APPLICATION_JSON, type);
    }

    private static boolean isRather(HttpRequest<?> request, String type, String than) {
        var one = rank(request, MediaType.of(type));
        var other = rank(request, MediaType.of(than));
        var more = one.quality().compareTo(other.quality());
        return one.quality().signum() > 0
                && (more > 0 || more == 0 && one.precision() > other.precision());
    }

    /** Ranks a type by the most precise range that includes it. */
    private static Rank rank(HttpRequest<?> request, MediaType type) {
        var rank = Rank.NONE;
        for (var range : request.accept()) {
            var precision = precision(range, type);
            if (precision > rank.precision()) {
                rank = new Rank(range.getQualityAsNumber(), precision);
            }
        }
        return rank;
    }

    private static int precision(MediaType range, MediaType type) {
        if (range.getType().equals(ANY)) {
            return 0;
        }
        if (!range.getType().equalsIgnoreCase(type.getType())) {
            return -1;
        }
        if (range.getSubtype().equals(ANY)) {
            return 1;
        }
        return range.getSubtype().equalsIgnoreCase(type.getSubtype()) ? 2 : -1;
    }
}
