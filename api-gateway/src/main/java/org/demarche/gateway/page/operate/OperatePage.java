package org.demarche.gateway.page.operate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.demarche.gateway.page.Assets;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.projection.ProjectionAnswers;

/** All projections, with their live versions and those that are being built. */
public record OperatePage(Layout layout, List<Line> projections, String script) {

    static final String PATH = "/operate";

    /**
     * A projection.
     *
     * @param kind {@code declared} or {@code code}
     * @param versions the live version, and the one that is being built
     */
    public record Line(Link page, String kind, List<VersionCard> versions) {}

    static OperatePage of(ProjectionAnswers answers, String origin) {
        return new OperatePage(
                Layout.of(
                                "Operate",
                                "The projections of this stack, and the progress of their versions.",
                                origin + PATH,
                                Alternate.json("/v1/projections"),
                                Alternate.table("/v1/projections"))
                        .unlisted(),
                answers.projections().stream().map(one -> line(answers, one)).toList(),
                Assets.OPERATE.path());
    }

    private static Line line(ProjectionAnswers answers, JsonNode projection) {
        var name = projection.path("name").asText();
        return new Line(
                new Link(name, ProjectionPage.FOLDER + name),
                projection.path("declared").asBoolean() ? "declared" : "code",
                List.of("live", "building").stream()
                        .map(projection::path)
                        .filter(JsonNode::isNumber)
                        .map(number -> VersionCard.of(answers.version(name, number.asText())))
                        .toList());
    }
}
