package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Excerpt;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.Numbers;
import org.demarche.gateway.page.StanceSign;
import org.demarche.model.edtf.DayWords;
import org.demarche.model.explain.PlainWords;
import org.demarche.model.explain.WeighedStatement.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A statement in a list.
 *
 * @param position the position that the statement is about
 * @param voice the voice of the statement, in words
 * @param own whether the statement is the actor's own
 * @param speaker the speaker; null if no report names one
 * @param office the office of the speaker; empty without one
 * @param reason the reason why the statement counts or not, as in an answer; empty in a list
 *     without reasons
 */
public record StatementLine(
        Link page,
        Link position,
        StanceSign stance,
        DayWords saidOn,
        String voice,
        boolean own,
        @Nullable Link speaker,
        String office,
        String summary,
        String sources,
        boolean counted,
        String reason,
        List<String> marks) {

    /**
     * Makes the line of a statement in an explanation.
     *
     * @param statement the statement with its reports; null if there is none, as after a retraction
     */
    static StatementLine weighed(
            JsonNode weighed, @Nullable JsonNode statement, Link position, EntryLinks entries) {
        var reason = weighed.path("reason").asText();
        return of(
                weighed,
                statement == null ? MissingNode.getInstance() : statement,
                position,
                Numbers.of(weighed.path("reportCount").asLong(), "report"),
                reason,
                entries);
    }

    /** Makes the line of a statement in a list of statements. */
    static StatementLine of(JsonNode statement, EntryLinks entries) {
        var position =
                entries.position(
                        statement.path("actor").asText(), statement.path("issue").asText());
        var reports = Numbers.of(statement.path("reports").size(), "report");
        return of(statement, statement, position, reports, "", entries);
    }

    private static StatementLine of(
            JsonNode weighed,
            JsonNode statement,
            Link position,
            String reports,
            String reason,
            EntryLinks entries) {
        var lead = lead(statement);
        var speaker = lead.path("speaker");
        var named = speaker.path("actor").asText(speaker.path("name").asText(""));
        var origins = statement.path("counts").path("origins").asLong();
        var isDenial = reason.equals(Reason.DENIAL.label()) || lead.path("denies").isTextual();
        return new StatementLine(
                EntryLinks.statement(weighed.path("statement").asText()),
                position,
                StanceSign.said(weighed.path("stance").textValue(), isDenial),
                DayWords.of(weighed.path("saidOn").textValue()),
                voice(weighed, entries),
                weighed.path("voice").asText().equals("own"),
                named.isEmpty() ? null : entries.speaker(named),
                speaker.path("role").asText(""),
                lead.path("summary").asText(""),
                origins > 0 ? reports + ", " + Numbers.of(origins, "independent origin") : reports,
                weighed.path("counted").asBoolean(),
                reason,
                marks(weighed, statement));
    }

    /** Returns the body of the lead report, whose account counts. */
    static JsonNode lead(JsonNode statement) {
        var lead = statement.path("lead").asText();
        return statement
                .path("reports")
                .valueStream()
                .filter(report -> report.path("report").asText().equals(lead))
                .findFirst()
                .or(() -> statement.path("reports").valueStream().findFirst())
                .map(report -> report.path("body"))
                .orElse(MissingNode.getInstance());
    }

    static String voice(JsonNode statement, EntryLinks entries) {
        var by = statement.path("by").asText("");
        return switch (statement.path("voice").asText()) {
            case "ascribed" -> "as %s says".formatted(entries.actorName(by));
            case "narrated" -> "as %s tells it".formatted(entries.outlet(by));
            default -> "own words";
        };
    }

    /** Returns the beginning of the summary, for lists. */
    public String excerpt() {
        return Excerpt.of(summary, Excerpt.IN_LIST);
    }

    /** Returns the reason in words. */
    public String because() {
        return PlainWords.reason(reason);
    }

    private static List<String> marks(JsonNode weighed, JsonNode statement) {
        var marks = new ArrayList<String>();
        if (statement.path("contested").asBoolean()) {
            marks.add("reports differ");
        }
        if (weighed.path("deniedCount").asInt() > 0) {
            marks.add("denied");
        }
        var aside = weighed.path("setAsideCount").asInt();
        if (aside > 0) {
            marks.add(Numbers.of(aside, "report") + " set aside by the grades");
        }
        return marks;
    }
}
