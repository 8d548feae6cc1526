package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.demarche.model.explain.PlainWords;

/** Lists every statement with the reason why it is counted or set aside, the newest first. */
final class ExplanationText {

    private ExplanationText() {}

    /**
     * @param statements the statements of the explanation, from all pages
     * @param when the point in time that was asked for, in words; empty for the present
     */
    static String of(
            JsonNode explanation, List<JsonNode> statements, EntryNames names, String when) {
        var lines = new ArrayList<String>();
        lines.add(
                "%s, by the rule %s"
                        .formatted(
                                PositionText.headline(explanation, names, when),
                                DocumentWords.rule(explanation)));
        if (statements.isEmpty()) lines.add("  There is no statement to count.");
        for (var statement : statements) {
            lines.add(
                    "  %s  %s, said %s, %s, %s%s: %s"
                            .formatted(
                                    statement.path("counted").asBoolean()
                                            ? "counted  "
                                            : "set aside",
                                    DocumentWords.stanceOrComment(statement),
                                    DocumentWords.when(statement.path("saidOn").asText()),
                                    voice(statement, names),
                                    DocumentWords.counted(
                                            statement.path("reportCount").asText("0"), "report"),
                                    marks(statement),
                                    PlainWords.reason(statement.path("reason").asText())));
            lines.add("             " + statement.path("statement").asText());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String marks(JsonNode statement) {
        var aside = statement.path("setAsideCount").asInt();
        return (statement.path("deniedCount").asInt() > 0 ? ", denied" : "")
                + (aside > 0 ? ", %d without the required grades".formatted(aside) : "");
    }

    private static String voice(JsonNode statement, EntryNames names) {
        var by = names.by(statement);
        var voice = statement.path("voice").asText();
        return by.isEmpty() ? voice + " words" : voice + " by " + by;
    }
}
