package org.demarche.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.demarche.http.Problem;

/** Writes the faults of a problem as sentences. */
public final class ProblemFaults {

    private static final JsonMapper JSON = new JsonMapper();

    private ProblemFaults() {}

    /** Returns each violation with its field; the detail if the problem has no violations. */
    public static List<String> of(Problem problem) {
        var json = read(problem.json());
        var faults = json.path("violations").valueStream().map(ProblemFaults::sentence).toList();
        return faults.isEmpty() ? List.of(json.path("detail").asText()) : faults;
    }

    /** Writes a fault with its field. */
    public static String sentence(JsonNode violation) {
        var field = violation.path("pointer").asText(violation.path("parameter").asText());
        return (field + ' ' + message(violation)).strip();
    }

    /** Writes a fault without its field. */
    public static String message(JsonNode violation) {
        var sentence = violation.path("message").asText();
        var meant = violation.path("suggestions").valueStream().map(JsonNode::asText).toList();
        return meant.isEmpty()
                ? sentence
                : sentence + " (did you mean %s?)".formatted(String.join(", ", meant));
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
