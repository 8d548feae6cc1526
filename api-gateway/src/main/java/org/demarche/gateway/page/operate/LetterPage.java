package org.demarche.gateway.page.operate;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.Numbers;
import org.demarche.gateway.projection.ProjectionAnswers;

/**
 * A record that could not be folded, whole, with the form that has it read again.
 *
 * @param projection the page of its projection; empty if another program has written the letter
 * @param facts names and values
 * @param record its value as text; in Base64 if it is none
 * @param isText whether it is text
 * @param isWhole whether the letter has all of it
 * @param outcome of a retry that has started nothing; empty if there was none
 */
public record LetterPage(
        Layout layout,
        LetterLine letter,
        String projection,
        List<Fact> facts,
        String record,
        boolean isText,
        boolean isWhole,
        OfferedDecision retry,
        RefusedSubmission attempt,
        String outcome) {

    /** Reads only JSON that keeps its content when it is indented. */
    private static final JsonMapper STRICT_JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    public record Fact(String name, String value) {}

    static LetterPage of(
            ProjectionAnswers answers, String origin, String id, RefusedSubmission attempt) {
        var json = answers.letter(id);
        var letter = LetterLine.of(json);
        var list =
                letter.projection().isEmpty()
                        ? LettersPage.PATH
                        : LettersPage.of(letter.projection(), json.path("version").asText());
        return new LetterPage(
                Layout.of(
                                "Dead letter " + id,
                                "A record of the log that could not be folded, and why.",
                                origin + LettersPage.FOLDER + id,
                                Alternate.json("/v1/dead-letters/" + id))
                        .below(
                                new Link("Operate", OperatePage.PATH),
                                new Link("Dead letters", list))
                        .unlisted(),
                letter,
                letter.projection().isEmpty() ? "" : ProjectionPage.FOLDER + letter.projection(),
                facts(json),
                json.path("value").isTextual()
                        ? indented(json.path("value").asText())
                        : json.path("base64").asText(""),
                json.path("value").isTextual(),
                json.path("whole").asBoolean(),
                OfferedDecision.retry(),
                attempt,
                "");
    }

    /** The same page, which says that a version needs no retry to read the record. */
    LetterPage readBy(JsonNode version) {
        var text =
                "Version %s %s. Nothing was started."
                        .formatted(
                                version.path("version").asText(),
                                version.path("state").asText().equals("live")
                                        ? "has read it already"
                                        : "is reading it already");
        return new LetterPage(
                layout, letter, projection, facts, record, isText, isWhole, retry, attempt, text);
    }

    private static List<Fact> facts(JsonNode letter) {
        var facts = new ArrayList<Fact>();
        if (letter.path("key").isTextual()) {
            facts.add(new Fact("key", letter.path("key").asText()));
        }
        letter.path("headers")
                .properties()
                .forEach(one -> facts.add(new Fact(one.getKey(), one.getValue().asText())));
        facts.add(new Fact("bytes", Numbers.grouped(letter.path("length").asLong())));
        return facts;
    }

    /** Anything that is not strict JSON stays as it is. */
    private static String indented(String text) {
        try {
            var json = STRICT_JSON.readTree(text);
            return json.isContainerNode() ? json.toPrettyString() : text;
        } catch (IOException _) {
            return text;
        }
    }

    /** The address to which the form is sent. */
    public String path() {
        return LettersPage.FOLDER + letter.page().text();
    }
}
