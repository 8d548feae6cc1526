package org.demarche.gateway.page.operate;

import static org.demarche.gateway.position.PageAnswers.encoded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.projection.ProjectionAnswers;
import org.demarche.gateway.read.Query;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters, the newest first.
 *
 * @param of the projection or version whose letters are listed; empty for all
 * @param next the address of the next page; null on the last page
 */
public record LettersPage(
        Layout layout, String of, List<LetterLine> letters, @Nullable String next) {

    static final String PATH = "/operate/dead-letters";
    static final String FOLDER = PATH + '/';

    private static final String PROJECTION = "projection";
    private static final String VERSION = "version";
    static final Set<String> PARAMETERS = Set.of(PROJECTION, VERSION, Query.CURSOR);

    private static final String MOST = "50";

    static String of(String projection, String version) {
        return "%s?projection=%s&version=%s".formatted(PATH, encoded(projection), version);
    }

    static LettersPage of(ProjectionAnswers answers, String origin, Query query) {
        var asked = new HashMap<>(Map.of("limit", MOST));
        PARAMETERS.forEach(name -> query.one(name).ifPresent(value -> asked.put(name, value)));
        var answer = answers.letters(asked);
        var of =
                Stream.of(PROJECTION, VERSION)
                        .flatMap(name -> query.one(name).stream())
                        .reduce((name, number) -> name + '/' + number)
                        .orElse("");
        return new LettersPage(
                Layout.of(
                                of.isEmpty() ? "Dead letters" : "Dead letters of " + of,
                                "The records of the log that could not be folded, and why.",
                                origin + PATH,
                                Alternate.json(answer.address()),
                                Alternate.table(answer.address()))
                        .below(new Link("Operate", OperatePage.PATH))
                        .unlisted(),
                of,
                answer.items().stream().map(LetterLine::of).toList(),
                answer.next().map(cursor -> next(query, cursor)).orElse(null));
    }

    private static String next(Query query, String cursor) {
        var address = new StringBuilder("?cursor=").append(encoded(cursor));
        Stream.of(PROJECTION, VERSION)
                .forEach(
                        name ->
                                query.one(name)
                                        .ifPresent(
                                                value ->
                                                        address.append('&')
                                                                .append(name)
                                                                .append('=')
                                                                .append(encoded(value))));
        return address.toString();
    }
}
