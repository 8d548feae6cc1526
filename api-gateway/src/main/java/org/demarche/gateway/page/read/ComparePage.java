package org.demarche.gateway.page.read;

import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.HiddenField;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.read.Query;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of some actors on all issues: who agrees, and since when.
 *
 * @param asked the ids of the actors, for the field of the form
 * @param actors the compared actors; empty if none is asked for
 * @param rows the issues; those on which the most actors have a stance come first
 * @param span the days that the drawings show, in words; empty without drawings
 * @param next the address of the next issues; null on the last page
 */
public record ComparePage(
        Layout layout,
        String asked,
        List<Link> actors,
        List<Row> rows,
        String span,
        String when,
        String asOf,
        List<HiddenField> kept,
        @Nullable String next) {

    private static final int FEWEST = 2;
    private static final int MOST = 5;

    /** The most issues on a page, because each has a history for every actor. */
    private static final int ISSUES = 25;

    /** The most positions that one answer has. */
    private static final String POSITIONS = "1000";

    /**
     * An issue.
     *
     * @param agreements the groups of actors that agree
     * @param opposed whether one actor is in favor and another against
     */
    public record Row(Link issue, List<Cell> cells, List<Agreement> agreements, boolean opposed) {}

    /**
     * An actor on an issue.
     *
     * @param line the position; null if no report is filed
     */
    public record Cell(Link actor, @Nullable PositionLine line, @Nullable Lane lane) {}

    /** Returns the address at which the same actors are compared at present. */
    public String present() {
        return "/compare?actors=" + encoded(asked.replace(" ", ""));
    }

    static ComparePage of(PageQuery query, EntryLinks entries) {
        var asked = query.one("actors");
        var ids = ids(query, asked);
        if (ids.isEmpty()) {
            return new ComparePage(
                    layout(
                            query,
                            "Compare actors",
                            Alternate.json("/v1/positions"),
                            Alternate.table("/v1/positions")),
                    "",
                    List.of(),
                    List.of(),
                    "",
                    query.when(),
                    query.one("asOf"),
                    query.kept("actors", "asOf", "after"),
                    null);
        }
        var parameter = encoded(String.join(",", ids));
        var answer =
                query.times(Map.of("actor", String.join(",", ids), "limit", POSITIONS)).positions();
        var actors = ids.stream().map(entries::actor).toList();
        var byIssue = byIssue(answer.items());
        var shown = shown(byIssue, query.one("after"));
        var histories = new HashMap<String, Map<String, List<JsonNode>>>();
        for (var issue : shown) {
            histories.put(issue, histories(query, byIssue.getOrDefault(issue, Map.of()), issue));
        }
        var scale = LaneScale.of(histories.values(), query.day());
        var rows = new ArrayList<Row>();
        for (var issue : shown) {
            var cells = new ArrayList<Cell>();
            for (var id : ids) {
                var position = byIssue.getOrDefault(issue, Map.of()).get(id);
                var runs = histories.getOrDefault(issue, Map.of()).get(id);
                cells.add(
                        new Cell(
                                entries.actor(id),
                                position == null
                                        ? null
                                        : PositionLine.of(position, entries, query.day()),
                                runs == null || scale.isEmpty()
                                        ? null
                                        : scale.get().lane(entries.position(id, issue), runs)));
            }
            rows.add(
                    new Row(
                            entries.issue(issue),
                            cells,
                            Agreement.among(cells),
                            Agreement.areOpposed(cells)));
        }
        var names = String.join(", ", actors.stream().map(Link::text).toList());
        return new ComparePage(
                layout(
                        query,
                        names + " compared",
                        Alternate.json(answer.address()),
                        Alternate.table(answer.address()),
                        Alternate.feed("/v1/shifts?format=atom&actor=" + parameter),
                        Alternate.conflicts("/v1/conflicts?format=atom&actor=" + parameter),
                        Alternate.retractions("/v1/retractions?format=atom&actor=" + parameter)),
                String.join(", ", ids),
                actors,
                rows,
                scale.map(LaneScale::span).orElse(""),
                query.when(),
                query.one("asOf"),
                query.kept("actors", "asOf", "after"),
                next(query, byIssue, shown));
    }

    private static Layout layout(PageQuery query, String title, Alternate... others) {
        return Layout.of(
                query.dated(title),
                query.dated("Who agrees on which issue, and since when") + '.',
                query.address(new Link("Compare", "/compare")),
                others);
    }

    /**
     * @throws org.demarche.http.Refusal if an actor is unknown, or there are too few or too many
     */
    private static List<String> ids(PageQuery query, String asked) {
        var ids = new LinkedHashSet<String>();
        Arrays.stream(asked.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> query.always(Map.of()).actor(name).json().path("id").asText())
                .forEach(ids::add);
        if (!asked.isEmpty() && (ids.size() < FEWEST || ids.size() > MOST)) {
            throw Query.refused(
                    "actors",
                    "must be two to five different actors with commas between, such as russia,ukraine: it has %d"
                            .formatted(ids.size()));
        }
        return List.copyOf(ids);
    }

    private static Map<String, Map<String, JsonNode>> byIssue(List<JsonNode> positions) {
        var byIssue = new TreeMap<String, Map<String, JsonNode>>();
        for (var one : positions) {
            byIssue.computeIfAbsent(one.path("issue").asText(), _ -> new LinkedHashMap<>())
                    .put(one.path("actor").asText(), one);
        }
        return byIssue;
    }

    /** Sorts the issues: those on which the most actors have a stance come first. */
    private static List<String> ordered(Map<String, Map<String, JsonNode>> byIssue) {
        var order =
                Comparator.<String>comparingLong(issue -> stances(byIssue, issue))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder());
        return byIssue.keySet().stream().sorted(order).toList();
    }

    private static long stances(Map<String, Map<String, JsonNode>> byIssue, String issue) {
        return byIssue.getOrDefault(issue, Map.of()).values().stream()
                .filter(one -> one.path("stance").isTextual())
                .count();
    }

    private static List<String> shown(Map<String, Map<String, JsonNode>> byIssue, String after) {
        var all = ordered(byIssue);
        return all.stream().skip(all.indexOf(after) + 1L).limit(ISSUES).toList();
    }

    private static @Nullable String next(
            PageQuery query, Map<String, Map<String, JsonNode>> byIssue, List<String> shown) {
        var all = ordered(byIssue);
        return shown.isEmpty() || shown.getLast().equals(all.getLast())
                ? null
                : query.with(Map.of("after", shown.getLast()));
    }

    /** Reads the runs of each actor, the oldest first. */
    private static Map<String, List<JsonNode>> histories(
            PageQuery query, Map<String, JsonNode> positions, String issue) {
        var histories = new HashMap<String, List<JsonNode>>();
        for (var actor : positions.keySet()) {
            histories.put(
                    actor, query.times(Map.of("limit", POSITIONS)).history(actor, issue).items());
        }
        return histories;
    }
}
