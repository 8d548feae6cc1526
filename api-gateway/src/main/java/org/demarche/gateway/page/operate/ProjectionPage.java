package org.demarche.gateway.page.operate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.demarche.gateway.page.Assets;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.projection.ProjectionAnswers;

/**
 * A projection with its versions, the decisions that are possible now, and the earlier ones.
 *
 * @param definition the JSON of a declared projection; empty if code folds it
 * @param versions the versions that have documents, the newest first
 * @param ended the versions that have ended, and have no documents any more
 * @param attempt the form that was refused, if one was
 */
public record ProjectionPage(
        Layout layout,
        String name,
        String definition,
        List<VersionCard> versions,
        List<String> ended,
        List<OfferedDecision> steps,
        List<DecisionLine> decisions,
        String script,
        RefusedSubmission attempt) {

    static final String FOLDER = "/operate/projections/";
    private static final int MOST_DECISIONS = 100;

    static ProjectionPage of(
            ProjectionAnswers answers, String origin, String name, RefusedSubmission attempt) {
        var projection = answers.projection(name);
        var cards =
                answers.versions(name).stream()
                        .map(VersionCard::of)
                        .sorted(
                                Comparator.comparing(
                                                (VersionCard one) -> Integer.parseInt(one.number()))
                                        .reversed())
                        .toList();
        var address = "/v1/projections/" + name;
        return new ProjectionPage(
                Layout.of(
                                name,
                                "The versions of the projection %s, and who decided what about them."
                                        .formatted(name),
                                origin + FOLDER + name,
                                Alternate.json(address),
                                new Alternate(
                                        "text/csv",
                                        "Decisions as CSV",
                                        address + "/decisions?format=csv"))
                        .below(new Link("Operate", OperatePage.PATH))
                        .unlisted(),
                name,
                projection.path("definition").isObject()
                        ? projection.path("definition").toPrettyString()
                        : "",
                cards.stream().filter(one -> !one.hasEnded()).toList(),
                cards.stream()
                        .filter(VersionCard::hasEnded)
                        .map(one -> one.number() + " (" + one.state() + ')')
                        .toList(),
                steps(projection),
                answers.decisions(name, MOST_DECISIONS).stream().map(DecisionLine::of).toList(),
                Assets.OPERATE.path(),
                attempt);
    }

    private static List<OfferedDecision> steps(JsonNode projection) {
        var steps = new ArrayList<OfferedDecision>();
        if (projection.path("building").isNull()) {
            steps.add(OfferedDecision.replay());
        }
        if (projection.path("declared").asBoolean()) {
            steps.add(OfferedDecision.delete(projection.path("name").asText()));
        }
        return steps;
    }

    /** Returns the address to which the forms are sent. */
    public String path() {
        return FOLDER + name;
    }
}
