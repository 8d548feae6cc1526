package org.demarche.cli.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.demarche.log.name.NormalForm;

/**
 * Finds an earlier line of a file that has the same report, or is about the same act of speaking.
 */
final class EarlierLines {

    /** The end of a report's id that was made from the content, because the author gave no id. */
    private static final Pattern DIGEST = Pattern.compile("\\.[0-9a-f]{64}$");

    /**
     * Writes fields in one order, because lines with the same fields in another order have the same
     * content.
     */
    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    /** The first line of each report that would be filed. */
    private final FirstLines filed = new FirstLines();

    /** The first line of each speaker and day. */
    private final FirstLines spoken = new FirstLines();

    /**
     * @param isSame whether the later line has the same content
     */
    record Earlier(long line, boolean isSame) {}

    /**
     * Returns the first line with the id of this line; empty if this line is the first.
     *
     * @param report the id; empty if it is not known yet
     * @param digest the digest of the content in the API's form; empty if it is not known yet
     */
    Optional<Earlier> filed(long number, String report, String digest, JsonNode body) {
        var content = FirstLines.digest(digest.isEmpty() ? sorted(body) : digest);
        var keys = new ArrayList<>(List.of(FirstLines.digest(key(body))));
        if (!report.isEmpty()) {
            keys.add(FirstLines.digest(report));
        }
        var first = keys.stream().map(filed::find).filter(Objects::nonNull).findFirst();
        if (first.isEmpty()) {
            keys.forEach(key -> filed.put(key, new FirstLines.First(number, content)));
        }
        return first.map(
                one ->
                        new Earlier(
                                one.line(),
                                one.content() == content || DIGEST.matcher(report).find()));
    }

    /**
     * Returns the first line with the same speaker, holder, issue and day, if it has another
     * stance. Two reports with different stances are two statements, unless both have the same
     * utterance.
     */
    OptionalLong otherStance(long number, JsonNode body) {
        var speaker = body.path("speaker");
        var said = body.path("saidOn").asText();
        if (!speaker.isObject() || said.isBlank() || body.hasNonNull("utterance")) {
            return OptionalLong.empty();
        }
        var who = speaker.path("actor").asText(speaker.path("name").asText());
        var holder = body.path("holder").asText();
        var key =
                FirstLines.digest(
                        String.join(
                                "\n",
                                NormalForm.of(who),
                                NormalForm.of(holder),
                                NormalForm.of(body.path("issue").asText()),
                                said));
        var stance = FirstLines.digest(body.path("stance").asText());
        var before = spoken.find(key);
        if (before == null) {
            spoken.put(key, new FirstLines.First(number, stance));
            return OptionalLong.empty();
        }
        return before.content() == stance ? OptionalLong.empty() : OptionalLong.of(before.line());
    }

    /**
     * Returns the key from which the API makes the id: the author's id, or the content if there is
     * none.
     */
    private static String key(JsonNode body) {
        var id = body.path("id").asText().strip();
        return id.isEmpty()
                ? sorted(body)
                : String.join(
                        "\n",
                        NormalForm.of(body.path("holder").asText()),
                        NormalForm.of(body.path("issue").asText()),
                        id);
    }

    private static String sorted(JsonNode body) {
        try {
            return SORTED.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
