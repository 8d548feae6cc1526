package org.demarche.torture.check;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A shift, as far as the reference fold computes it.
 *
 * @param from the previous stance; null for the first shift
 */
public record FoldedShift(String kind, boolean certain, @Nullable String from, String to) {

    /** Reads a shift as a view has it. */
    public static FoldedShift of(JsonNode json) {
        var from = json.path("from");
        return new FoldedShift(
                json.path("kind").asText(),
                json.path("certain").asBoolean(),
                from.isObject() ? from.path("stance").asText() : null,
                json.path("to").path("stance").asText());
    }
}
