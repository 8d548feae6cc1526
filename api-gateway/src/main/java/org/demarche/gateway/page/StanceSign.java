package org.demarche.gateway.page;

import java.util.List;
import java.util.stream.Stream;
import org.demarche.model.Stance;
import org.demarche.model.explain.PlainWords;
import org.jspecify.annotations.Nullable;

/**
 * A stance as a word, a sign and a style. The sign tells stances apart without the color.
 *
 * @param style the class of the stylesheet
 */
public record StanceSign(String word, String sign, String style) {

    private static final StanceSign UNKNOWN =
            new StanceSign("no known stance of its own", "–", "unknown");

    /**
     * @param label the stance as in an answer; null if no stance is known
     */
    public static StanceSign of(@Nullable String label) {
        return label == null ? UNKNOWN : Stance.of(label).map(StanceSign::of).orElse(UNKNOWN);
    }

    /** Shows the stance of a statement, also of a denial or a refusal to comment. */
    public static StanceSign said(@Nullable String label, boolean isDenial) {
        return label == null
                ? new StanceSign(isDenial ? "a denial" : "no comment", UNKNOWN.sign, UNKNOWN.style)
                : of(label);
    }

    private static StanceSign of(Stance stance) {
        var word = PlainWords.of(stance);
        return switch (stance) {
            case FAVOR -> new StanceSign(word, "▲", "favor");
            case CONDITIONAL -> new StanceSign(word, "◆", "conditional");
            case AGAINST -> new StanceSign(word, "▼", "against");
            case NONE -> new StanceSign(word, "○", "none");
        };
    }

    /** Whether an actor with this stance takes a side. */
    public boolean isSide() {
        return !style.equals("none") && !style.equals("unknown");
    }

    /** The stances that a legend explains. */
    public static List<StanceSign> all() {
        return Stream.of(Stance.FAVOR, Stance.CONDITIONAL, Stance.AGAINST, Stance.NONE)
                .map(StanceSign::of)
                .toList();
    }
}
