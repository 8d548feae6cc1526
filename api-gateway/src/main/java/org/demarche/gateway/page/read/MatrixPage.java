package org.demarche.gateway.page.read;

import static org.demarche.gateway.position.PageAnswers.encoded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.HiddenField;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.PageQuery;
import org.jspecify.annotations.Nullable;

/**
 * A table of positions, with a row for each actor and a column for each issue.
 *
 * @param rows the rows, each with a cell for every issue
 * @param kept the parameters that the form sends again
 * @param next the address of the next actors; null on the last page
 */
public record MatrixPage(
        Layout layout,
        List<Link> issues,
        List<Row> rows,
        String when,
        String actors,
        String issuesAsked,
        String asOf,
        List<HiddenField> kept,
        @Nullable String next) {

    /** The most positions on a page. */
    private static final String MOST = "500";

    /**
     * @param cells the positions; null if no report is filed
     */
    public record Row(Link actor, List<@Nullable PositionLine> cells) {}

    static MatrixPage of(PageQuery query, EntryLinks entries) {
        var asked = new HashMap<String, String>();
        asked.put("limit", MOST);
        Stream.of("actor", "issue", "cursor")
                .filter(name -> !query.one(name).isEmpty())
                .forEach(name -> asked.put(name, query.one(name)));
        var answer = query.times(asked).positions();
        var issues = new TreeMap<String, Link>();
        var byActor = new LinkedHashMap<String, Map<String, PositionLine>>();
        for (var one : answer.items()) {
            var line = PositionLine.of(one, entries, query.day());
            var issue = one.path("issue").asText();
            issues.put(issue, line.issue());
            byActor.computeIfAbsent(one.path("actor").asText(), _ -> new HashMap<>())
                    .put(issue, line);
        }
        var rows = new ArrayList<Row>();
        byActor.forEach(
                (actor, cells) ->
                        rows.add(
                                new Row(
                                        entries.actor(actor),
                                        cells(issues.keySet().stream(), cells))));
        return new MatrixPage(
                Layout.of(
                        query.dated("Matrix"),
                        query.dated("Where each actor stands on each issue") + '.',
                        query.address(new Link("Matrix", "/matrix")),
                        Alternate.json(answer.address()),
                        Alternate.table(answer.address()),
                        Alternate.feed("/v1/shifts?format=atom" + filter(query))),
                List.copyOf(issues.values()),
                rows,
                query.when(),
                query.one("actor"),
                query.one("issue"),
                query.one("asOf"),
                query.kept("actor", "issue", "asOf"),
                answer.next().map(cursor -> query.with(Map.of("cursor", cursor))).orElse(null));
    }

    private static String filter(PageQuery query) {
        return Stream.of("actor", "issue")
                .filter(name -> !query.one(name).isEmpty())
                .map(name -> '&' + name + '=' + encoded(query.one(name)))
                .collect(Collectors.joining());
    }

    private static List<@Nullable PositionLine> cells(
            Stream<String> issues, Map<String, PositionLine> cells) {
        var row = new ArrayList<@Nullable PositionLine>();
        issues.forEach(issue -> row.add(cells.get(issue)));
        return row;
    }
}
