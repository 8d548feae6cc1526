package org.demarche.gateway.read;

import static java.util.stream.Collectors.joining;

import io.micronaut.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.model.PointInTime;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.GradeFilter;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The point in time, the scope and the basis that a read asks for. The parameters are {@code asOf},
 * a day; {@code asKnown}, an instant, or a day, which means its end (UTC); {@code
 * uncertain=include} or {@code exclude}, with {@code asOf}; {@code scope=own} or {@code
 * with-parts}; {@code rule}, by default the rule of the version; and the filter of reports: {@code
 * minReliability}, A to E; {@code maxCredibility}, 1 to 5; {@code graded=only}.
 */
public record ReadTerms(PointInTime time, boolean withParts, Basis basis) {

    static final String AS_OF = "asOf";
    public static final String AS_KNOWN = "asKnown";
    static final String UNCERTAIN = "uncertain";
    static final String SCOPE = "scope";
    static final String RULE = "rule";
    private static final String MIN_RELIABILITY = "minReliability";
    private static final String MAX_CREDIBILITY = "maxCredibility";
    private static final String GRADED = "graded";

    /** The parameters of the rule and of the filter of reports. */
    public static final Set<String> BASIS = Set.of(RULE, MIN_RELIABILITY, MAX_CREDIBILITY, GRADED);

    /** The parameters of a read without parts. */
    public static final Set<String> TIMES = Query.plus(BASIS, AS_OF, AS_KNOWN, UNCERTAIN);

    /** The parameters of a read that can include parts. */
    public static final Set<String> ALL = Query.plus(TIMES, SCOPE);

    /**
     * @throws Refusal 410 if this release does not have the rule; the problem has the address of
     *     the same question by the version's rule
     */
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
                basis(query, copy));
    }

    /** Reads {@code asKnown} alone, because no rule folds events. */
    public static ReadTerms ofEvents(Query query, PositionsCopy copy) {
        return new ReadTerms(PointInTime.asKnown(known(query)), false, Basis.by(copy.rule()));
    }

    private static @Nullable Instant known(Query query) {
        return query.one(AS_KNOWN).map(ReadTerms::instant).orElse(null);
    }

    private static Basis basis(Query query, PositionsCopy copy) {
        var rule = query.one(RULE).map(label -> rule(label, query, copy)).orElse(copy.rule());
        return Basis.by(rule).graded(grades(query));
    }

    private static Rule rule(String label, Query query, PositionsCopy copy) {
        if (!label.matches("[a-z]+(-[a-z]+)*/[1-9][0-9]{0,3}")) {
            throw Query.refused(
                    RULE, "must be a rule, such as latest-own/2: '%s' is not one".formatted(label));
        }
        return Rule.of(label).orElseThrow(() -> gone(label, query, copy.rule().label()));
    }

    /**
     * @param served the rule of the copy
     */
    private static Refusal gone(String label, Query query, String served) {
        var known = Stream.of(Rule.values()).map(Rule::label).collect(joining(", "));
        return new Refusal(
                Problem.of(
                        ProblemKind.RULE_GONE,
                        "This release does not have the rule '%s', only %s. The link in 'today' asks the same question by '%s', the rule of the live version"
                                .formatted(label, known, served),
                        Map.of("today", by(served, query.request()))));
    }

    /** Returns the address of the same question with this rule. */
    private static String by(String rule, HttpRequest<?> request) {
        var parts = new ArrayList<String>();
        parts.add(RULE + '=' + rule);
        request.getParameters().names().stream()
                .filter(name -> !name.equals(RULE) && !name.equals(Query.CURSOR))
                .sorted()
                .forEach(
                        name ->
                                parts.addAll(
                                        Query.pairs(name, request.getParameters().getAll(name))));
        return request.getPath() + '?' + String.join("&", parts);
    }

    private static GradeFilter grades(Query query) {
        return new GradeFilter(
                query.oneOf(MIN_RELIABILITY, "A", "B", "C", "D", "E").orElse(null),
                query.oneOf(MAX_CREDIBILITY, "1", "2", "3", "4", "5")
                        .map(Integer::valueOf)
                        .orElse(null),
                query.oneOf(GRADED, "all", "only").filter("only"::equals).isPresent());
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

    /**
     * Whether the year has four digits. A link to cite with another year could not be read again.
     */
    private static boolean hasFourDigits(LocalDate day) {
        return day.getYear() >= 0 && day.getYear() <= 9999;
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
    }
}
