package org.demarche.torture.check;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A position, as far as the reference fold computes it: all that follows from stances, days and
 * outlets.
 *
 * @param latest the day of the statement that speaks for the position
 */
public record PairDocument(
        @Nullable String stance,
        @Nullable String since,
        @Nullable String certainty,
        boolean mixed,
        boolean disputed,
        @Nullable String lastHeard,
        @Nullable String latest,
        Evidence counts,
        Evidence outweighed,
        Evidence heard,
        @Nullable Before previous) {

    /** The numbers of a set of statements. */
    public record Evidence(int statements, int reports, int outlets, int origins) {

        static final Evidence NONE = new Evidence(0, 0, 0, 0);

        private static Evidence of(JsonNode json) {
            return new Evidence(
                    json.path("statements").asInt(-1),
                    json.path("reports").asInt(-1),
                    json.path("outlets").asInt(-1),
                    json.path("origins").asInt(-1));
        }
    }

    /** The previous run. */
    public record Before(String stance, String since, String until) {

        private static @Nullable Before of(JsonNode json) {
            return json.isObject()
                    ? new Before(
                            json.path("stance").asText(),
                            json.path("since").asText(),
                            json.path("until").asText())
                    : null;
        }
    }

    static final PairDocument NOTHING =
            new PairDocument(
                    null,
                    null,
                    null,
                    false,
                    false,
                    null,
                    null,
                    Evidence.NONE,
                    Evidence.NONE,
                    Evidence.NONE,
                    null);

    /** Reads a position as the gateway returns it. */
    public static PairDocument of(JsonNode json) {
        return new PairDocument(
                text(json.path("stance")),
                text(json.path("since")),
                text(json.path("certainty")),
                json.path("mixed").asBoolean(),
                json.path("disputed").asBoolean(),
                text(json.path("lastHeard")),
                text(json.path("latest").path("saidOn")),
                Evidence.of(json.path("counts")),
                Evidence.of(json.path("outweighed")),
                Evidence.of(json.path("heard")),
                Before.of(json.path("previous")));
    }

    private static @Nullable String text(JsonNode json) {
        return json.isTextual() ? json.textValue() : null;
    }
}
