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
 * A dead letter with its whole record, and the form for a retry.
 *
 * @param projection the page of the projection; empty if another program wrote the letter
 * @param facts the key, the headers and the length of the record
 * @param record the value of the record as text; in Base64 if it is not text
 * @param isText whether the value is text
 * @param isWhole whether the letter has the whole value
 * @param outcome the outcome of a retry that started nothing; empty if there was no such retry
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

    /** Returns the same page with a message that this version reads the record without a retry. */
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

    /** Indents strict JSON. Any other text stays as it is. */
    private static String indented(String text) {
        try {
            var json = STRICT_JSON.readTree(text);
            return json.isContainerNode() ? json.toPrettyString() : text;
        } catch (IOException _) {
            return text;
        }
    }

    /** Returns the address to which the form is sent. */
    public String path() {
        return LettersPage.FOLDER + letter.page().text();
    }
}
