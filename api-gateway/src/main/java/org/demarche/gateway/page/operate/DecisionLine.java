package org.demarche.gateway.page.operate;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.gateway.page.Instants;
import org.demarche.gateway.page.Numbers;

/**
 * A decision about a projection, in the list of all decisions about it.
 *
 * @param what the decision, in words
 * @param why the reason, in the words of the person who decided; empty if the person gave none
 */
public record DecisionLine(String instant, String recorded, String by, String what, String why) {

    /**
     * @param decision the decision as the API returns it
     */
    static DecisionLine of(JsonNode decision) {
        return new DecisionLine(
                decision.path("recorded").asText(),
                Instants.minute(decision.path("recorded").asText()),
                decision.path("by").asText(),
                what(decision),
                decision.path("why").asText(""));
    }

    private static String what(JsonNode decision) {
        var version = "version " + decision.path("version").asText();
        return switch (decision.path("type").asText()) {
            case "projection-declared" -> "declared it, with " + version;
            case "version-started" -> "started a replay, " + version + limits(decision);
            case "version-paused" -> "paused " + version;
            case "version-resumed" -> "resumed %s".formatted(version);
            case "version-throttled" -> throttled(decision, version);
            case "version-ready" -> "found %s ready".formatted(version);
            case "version-failed" ->
                    "%s failed: %s".formatted(version, decision.path("reason").asText());
            case "version-promoted" -> "promoted " + version;
            case "version-rolled-back" -> "rolled back to " + version;
            case "version-cancelled" -> "cancelled " + version;
            case "version-retired" -> "retired " + version;
            case "projection-deleted" -> "deleted it";
            default -> decision.path("type").asText() + ", " + version;
        };
    }

    private static String limits(JsonNode decision) {
        return decision.path("throttle").isNumber()
                ? ", at most %s a second"
                        .formatted(Numbers.of(decision.path("throttle").asLong(), "event"))
                : "";
    }

    private static String throttled(JsonNode decision, String version) {
        return decision.path("throttle").isNumber()
                ? "throttled %s to %s a second"
                        .formatted(version, Numbers.of(decision.path("throttle").asLong(), "event"))
                : "removed the throttle of " + version;
    }
}
