package org.demarche.gateway.page.operate;

import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.Numbers;
import org.demarche.gateway.read.Answered;
import org.jspecify.annotations.Nullable;

/**
 * The documents that differ between a version and the live one.
 *
 * @param counts the counts of all documents; empty on later pages
 * @param next the address of the next page; null on the last page
 */
public record DiffPage(
        Layout layout,
        String version,
        String live,
        List<Count> counts,
        List<Line> differences,
        @Nullable String next) {

    static final int MOST = 50;

    /**
     * @param here the document of this version, as JSON; empty if the version has none
     * @param there the document of the live version, as JSON; empty if the version has none
     */
    public record Line(String key, String reason, String here, String there) {}

    public record Count(String number, String thing) {}

    static DiffPage of(Answered answer, String origin, String name, String number, String live) {
        var path = "%s%s/versions/%s/diff".formatted(ProjectionPage.FOLDER, name, number);
        var counts = answer.json().path("counts");
        return new DiffPage(
                Layout.of(
                                "%s/%s against %s/%s".formatted(name, number, name, live),
                                "The documents that differ between two versions.",
                                origin + path,
                                Alternate.json(answer.address()),
                                Alternate.table(answer.address()))
                        .below(
                                new Link("Operate", OperatePage.PATH),
                                new Link(name, ProjectionPage.FOLDER + name))
                        .unlisted(),
                name + '/' + number,
                name + '/' + live,
                counts.isEmpty()
                        ? List.of()
                        : List.of(
                                count(counts, "differ", "differ"),
                                count(counts, "onlyHere", "only in this version"),
                                count(counts, "onlyThere", "only in the live version"),
                                count(counts, "same", "the same")),
                answer.items().stream().map(DiffPage::line).toList(),
                answer.next().map(cursor -> "?cursor=" + encoded(cursor)).orElse(null));
    }

    private static Count count(JsonNode counts, String name, String thing) {
        return new Count(Numbers.grouped(counts.path(name).asLong()), thing);
    }

    private static Line line(JsonNode one) {
        return new Line(
                one.path("key").asText(),
                one.path("reason").asText("").replace('-', ' '),
                document(one.path("here")),
                document(one.path("there")));
    }

    private static String document(JsonNode document) {
        return document.isNull() ? "" : document.toPrettyString();
    }
}
