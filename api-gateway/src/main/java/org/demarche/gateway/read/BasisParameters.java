package org.demarche.gateway.read;

import static java.util.stream.Collectors.joining;

import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.GradeFilter;
import org.demarche.model.fold.Rule;

/**
 * The rule and the filter of reports that a read asks for: {@code rule}, by default that of the
 * version; {@code minReliability}, A to E; {@code maxCredibility}, 1 to 5; {@code graded=only}.
 */
public final class BasisParameters {

    static final String RULE = "rule";
    private static final String MIN_RELIABILITY = "minReliability";
    private static final String MAX_CREDIBILITY = "maxCredibility";
    private static final String GRADED = "graded";

    public static final Set<String> PARAMETERS =
            Set.of(RULE, MIN_RELIABILITY, MAX_CREDIBILITY, GRADED);

    private BasisParameters() {}

    /**
     * @throws Refusal 410 with the same question by the version's rule, where this release does not
     *     have the rule
     */
    public static Basis of(Query query, PositionsCopy copy) {
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
                        "This release does not have the rule '%s', only %s. The link in 'today' asks the same by '%s', the rule of the live version"
                                .formatted(label, known, served),
                        Map.of("today", by(served, query.request()))));
    }

    /** The address of the same question with this rule. */
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
}
