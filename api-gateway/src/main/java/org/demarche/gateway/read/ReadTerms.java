package org.demarche.gateway.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.model.PointInTime;
import org.demarche.model.fold.Basis;
import org.jspecify.annotations.Nullable;

/**
 * The point in time, the scope and the basis that a read asks for: {@code asOf}, a day; {@code
 * asKnown}, an instant, or a day, which means its end (UTC); {@code uncertain=include} or {@code
 * exclude}, with {@code asOf}; {@code scope=own} or {@code with-parts}; and the parameters of
 * {@link BasisParameters}.
 */
public record ReadTerms(PointInTime time, boolean withParts, Basis basis) {

    static final String AS_OF = "asOf";
    public static final String AS_KNOWN = "asKnown";
    static final String UNCERTAIN = "uncertain";
    static final String SCOPE = "scope";

    /** The parameters of a read without parts. */
    public static final Set<String> TIMES =
            Query.plus(BasisParameters.PARAMETERS, AS_OF, AS_KNOWN, UNCERTAIN);

    /** The parameters of a read that can include parts. */
    public static final Set<String> ALL = Query.plus(TIMES, SCOPE);

    public static ReadTerms of(Query query, PositionsCopy copy) {
        var terms = withoutDay(query, copy);
        if (terms.time.asOf() == null && query.one(UNCERTAIN).isPresent()) {
            throw Query.refused(UNCERTAIN, "is allowed only together with " + AS_OF);
        }
        return terms;
    }

    /**
     * Like {@link #of}, for a read in which {@code uncertain} has a meaning without {@code asOf}.
     */
    public static ReadTerms withoutDay(Query query, PositionsCopy copy) {
        return new ReadTerms(
                new PointInTime(
                        query.one(AS_OF).map(text -> day(AS_OF, text)).orElse(null),
                        known(query),
                        query.oneOf(UNCERTAIN, "exclude", "include")
                                .filter("include"::equals)
                                .isPresent()),
                query.oneOf(SCOPE, "own", "with-parts").filter("with-parts"::equals).isPresent(),
                BasisParameters.of(query, copy));
    }

    /** Takes {@code asKnown} alone, because no rule folds events. */
    public static ReadTerms ofEvents(Query query, PositionsCopy copy) {
        return new ReadTerms(PointInTime.asKnown(known(query)), false, Basis.by(copy.rule()));
    }

    private static @Nullable Instant known(Query query) {
        return query.one(AS_KNOWN).map(ReadTerms::instant).orElse(null);
    }

    /**
     * Whether the stored document is the answer: the read asks for no other time, no other actors,
     * and no other basis than the version's.
     */
    public boolean isStored(PositionsCopy copy) {
        return !withParts
                && time.asOf() == null
                && time.asKnown() == null
                && basis.equals(Basis.by(copy.rule()));
    }

    static LocalDate day(String parameter, String text) {
        return parsedDay(text)
                .orElseThrow(
                        () ->
                                Query.refused(
                                        parameter,
                                        "must be a day, such as 2025-03-04: '%s' is not one"
                                                .formatted(text)));
    }

    public static Instant instant(String text) {
        return parsedDay(text)
                .map(ReadTerms::endOf)
                .or(() -> parsedInstant(text))
                .orElseThrow(
                        () ->
                                Query.refused(
                                        AS_KNOWN,
                                        "must be an instant, such as 2025-03-04T12:00:00Z, or a day, such as 2025-03-04: '%s' is neither"
                                                .formatted(text)));
    }

    private static Optional<LocalDate> parsedDay(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(ReadTerms::hasFourDigits);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> parsedInstant(String text) {
        try {
            return Optional.of(Instant.parse(text))
                    .filter(instant -> hasFourDigits(instant.atZone(ZoneOffset.UTC).toLocalDate()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Other years could not be read again from a link to cite. */
    private static boolean hasFourDigits(LocalDate day) {
        return day.getYear() >= 0 && day.getYear() <= 9999;
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
    }
}
