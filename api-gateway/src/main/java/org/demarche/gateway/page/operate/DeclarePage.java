package org.demarche.gateway.page.operate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.demarche.gateway.page.Assets;
import org.demarche.gateway.page.Form;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * The form that declares a projection, and the outcome of a dry run.
 *
 * @param tried the outcome of the dry run; null if there was none
 */
public record DeclarePage(
        Layout layout,
        String definition,
        String promote,
        String reports,
        String why,
        String by,
        List<String> faults,
        @Nullable Tried tried,
        String script) {

    static final String PATH = "/operate/declare";
    static final String EMPTY = "The definition is empty: type one, as JSON";
    private static final String USUAL_REPORTS = "1000";

    private static final String EXAMPLE =
            """
            { "name": "coverage",
              "key": "report.source.outlet",
              "fields": { "reports": "count()",
                          "byStance": "countBy(report.stance)" } }\
            """;

    /**
     * The result of a dry run.
     *
     * @param refused the reason why the projection cannot be declared; empty if it can
     * @param faults the first reports for which an expression fails, with the reasons
     * @param documents the first documents, as JSON
     */
    public record Tried(
            String outcome,
            String refused,
            List<String> faults,
            List<String> blockers,
            List<String> documents) {

        static Tried of(JsonNode tried) {
            var faults = tried.path("faultCount").asLong();
            return new Tried(
                    "%s folded, %s matched, %s, %s. Nothing was declared.%s"
                            .formatted(
                                    Numbers.of(tried.path("reports").asLong(), "event"),
                                    Numbers.grouped(tried.path("matched").asLong()),
                                    Numbers.of(tried.path("documentCount").asLong(), "document"),
                                    faults == 0 ? "no faults" : Numbers.of(faults, "fault"),
                                    tried.path("timedOut").asBoolean()
                                            ? " There was no time for more events."
                                            : ""),
                    tried.path("refused").asText(""),
                    tried.path("faults")
                            .valueStream()
                            .map(
                                    one ->
                                            one.path("report").asText()
                                                    + ": "
                                                    + one.path("reason").asText())
                            .toList(),
                    tried.path("blockers").valueStream().map(JsonNode::asText).toList(),
                    tried.path("documents").valueStream().map(JsonNode::toString).toList());
        }
    }

    static DeclarePage empty(String origin) {
        return new DeclarePage(
                layout(origin),
                EXAMPLE,
                "auto",
                USUAL_REPORTS,
                "",
                "",
                List.of(),
                null,
                Assets.OPERATE.path());
    }

    static DeclarePage of(String origin, Form form, List<String> faults, @Nullable Tried tried) {
        return new DeclarePage(
                layout(origin),
                form.text("definition"),
                form.one("promote").orElse("auto"),
                reports(form),
                form.text("why"),
                form.text("by"),
                faults,
                tried,
                Assets.OPERATE.path());
    }

    /** Returns the number of events to try. */
    static String reports(Form form) {
        return form.one("reports").orElse(USUAL_REPORTS);
    }

    private static Layout layout(String origin) {
        return Layout.of(
                        "Declare a projection",
                        "Try a definition on the reports of the log, and declare it.",
                        origin + PATH)
                .below(new Link("Operate", OperatePage.PATH))
                .unlisted();
    }
}
