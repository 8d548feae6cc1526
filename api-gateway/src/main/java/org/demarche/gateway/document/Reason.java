package org.demarche.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.gateway.view.ViewCopy;
import org.demarche.log.view.ViewKey;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for which two rules make different documents from the same evidence. A reason is
 * derived from the two documents alone: it is the first one that fits, and not a proof.
 */
enum Reason {
    /** One rule writes fields that the other does not, and everything else is equal. */
    ADDED_FIELDS,
    /** The actor denies its last statement. */
    DENIAL,
    /** The rules give a statement other days. */
    DAYS,
    /** The rules differ about which statement is the later one, or about whether that is known. */
    ORDER,
    /** The rules decide a day with several stances differently. */
    TIE,
    /** The reports and origins differ, or only one rule finds the statement contested. */
    ORIGINS;

    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> DATED =
            List.of("/since", "/lastHeard", "/latest/saidOn", "/previous/since", "/previous/until");

    private static final List<String> DECIDED =
            List.of("/stance", "/latest/statement", "/conditions", "/mixed", "/disputed");

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** All names on the wire. */
    static List<String> labels() {
        return Arrays.stream(values()).map(Reason::label).toList();
    }

    /** The name of this constant on the wire; it never changes. */
    String label() {
        return label;
    }

    /**
     * Whether differences have reasons: only those between two versions of positions with different
     * rules have them.
     */
    static boolean isTold(ViewCopy<?> here, ViewCopy<?> there) {
        return here instanceof PositionsCopy one
                && there instanceof PositionsCopy other
                && one.rule() != other.rule();
    }

    /**
     * Finds the reason of a difference; null if there is none, because one version has not folded
     * the position yet.
     *
     * @param first the document of one version; null if it has none
     * @param second the document of the other version; null if it has none
     */
    static @Nullable Reason of(String key, byte @Nullable [] first, byte @Nullable [] second) {
        if (first == null || second == null) {
            return ViewKey.isShift(key) ? ORDER : null;
        }
        var here = read(first);
        var there = read(second);
        return ViewKey.isShift(key) ? ofShift(here, there) : ofPosition(here, there);
    }

    /** The reason with this name on the wire. */
    static Reason of(String label) {
        return Arrays.stream(values())
                .filter(it -> it.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Reason ofShift(JsonNode here, JsonNode there) {
        if (isUncertain(here) || isUncertain(there)) {
            return ORDER;
        }
        if (plain(here).equals(plain(there))) {
            return ADDED_FIELDS;
        }
        if (differ(here, there, "/from/saidOn") || differ(here, there, "/to/saidOn")) {
            return DAYS;
        }
        return differ(here, there, "/to/stance") || differ(here, there, "/to/conditions")
                ? TIE
                : ORDER;
    }

    private static Reason ofPosition(JsonNode here, JsonNode there) {
        if (isDenied(here) || isDenied(there)) {
            return DENIAL;
        }
        if (plain(here).equals(plain(there))) {
            return ADDED_FIELDS;
        }
        if (DATED.stream().anyMatch(field -> differ(here, there, field))) {
            return DAYS;
        }
        if (DECIDED.stream().anyMatch(field -> differ(here, there, field))) {
            return TIE;
        }
        if (differ(here, there, "/certainty")) {
            return isMixed(here) || isMixed(there) ? TIE : ORDER;
        }
        return ORIGINS;
    }

    private static boolean isUncertain(JsonNode shift) {
        return !shift.path("certain").asBoolean(true);
    }

    private static boolean isDenied(JsonNode position) {
        return position.at("/latest/deniedCount").asInt() > 0;
    }

    private static boolean isMixed(JsonNode position) {
        return position.path("mixed").asBoolean();
    }

    private static boolean differ(JsonNode here, JsonNode there, String field) {
        return !Objects.equals(here.at(field), there.at(field));
    }

    /** The document without fields that only one of the rules writes. */
    private static JsonNode plain(JsonNode document) {
        var plain =
                ((ObjectNode) document.deepCopy()).remove(List.of("rule", "outweighed", "certain"));
        if (plain.path("latest") instanceof ObjectNode latest) {
            latest.remove(List.of("denied", "deniedCount"));
            latest.path("reports")
                    .forEach(
                            report ->
                                    ((ObjectNode) report)
                                            .remove(List.of("reliability", "credibility")));
        }
        return plain;
    }

    private static JsonNode read(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException("Stored documents are always JSON", e);
        }
    }
}
