package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.read.Answered;

/**
 * The results of a search in names, issues and the words of reports. Without words, the page lists
 * all actors and issues.
 *
 * @param words the words of the search
 * @param more whether there are more actors or issues than the page shows
 */
public record SearchPage(
        Layout layout,
        String words,
        List<Found> actors,
        List<Found> issues,
        List<StatementLine> statements,
        boolean more) {

    private static final String HITS = "12";
    private static final String ALL = "500";
    private static final Comparator<String> BY_NAME = String.CASE_INSENSITIVE_ORDER;

    /**
     * @param about the proposition of an issue, or the kind and other names of an actor
     */
    public record Found(Link page, String about) {

        private static Found actor(JsonNode entry, EntryLinks entries) {
            var others = entry.path("aliases").valueStream().map(JsonNode::asText).limit(4);
            var kind = entry.path("kind").asText();
            var names = String.join(", ", others.toList());
            return new Found(
                    entries.actor(entry.path("id").asText()),
                    names.isEmpty() ? kind : kind + " · " + names);
        }

        private static Found issue(JsonNode entry, EntryLinks entries) {
            return new Found(
                    entries.issue(entry.path("id").asText()), entry.path("proposition").asText());
        }
    }

    static SearchPage of(PageQuery query, EntryLinks entries) {
        var words = query.one("q");
        var asked = words.isEmpty() ? Map.of("limit", ALL) : Map.of("q", words, "limit", HITS);
        var actors = query.always(asked).actors();
        var issues = query.always(asked).issues();
        var statements =
                words.isEmpty()
                        ? List.<StatementLine>of()
                        : query.always(asked).statements().items().stream()
                                .map(one -> StatementLine.of(one, entries))
                                .toList();
        var title = words.isEmpty() ? "All actors and issues" : "Search for " + words;
        return new SearchPage(
                Layout.of(
                                title,
                                "Actors, issues and statements.",
                                query.origin() + "/search",
                                Alternate.json(actors.address()),
                                Alternate.table(actors.address()))
                        .searched(words),
                words,
                found(words, actors, one -> Found.actor(one, entries)),
                found(words, issues, one -> Found.issue(one, entries)),
                statements,
                actors.next().isPresent() || issues.next().isPresent());
    }

    /**
     * Keeps the order of a search, which has the best match first. Sorts a list of all entries by
     * name.
     */
    private static List<Found> found(
            String words, Answered answer, Function<JsonNode, Found> line) {
        var found = answer.items().stream().filter(EntryLinks::isCurrent).map(line).toList();
        return words.isEmpty()
                ? found.stream()
                        .sorted(Comparator.comparing(one -> one.page().text(), BY_NAME))
                        .toList()
                : found;
    }
}
