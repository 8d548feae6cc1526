package org.demarche.gateway.page;

import java.util.List;
import java.util.stream.Stream;
import org.demarche.model.Stance;
import org.demarche.model.explain.PlainWords;
import org.jspecify.annotations.Nullable;

/**
 * A stance as a word, a sign and a style, so that nobody needs the color to tell two apart.
 *
 * @param style the class of the stylesheet
 */
public record StanceMark(String word, String sign, String style) {

    private static final StanceMark UNKNOWN =
            new StanceMark("no stance of its own known", "–", "unknown");

    /**
     * @param label as answers have it; null if no stance is known
     */
    public static StanceMark of(@Nullable String label) {
        return label == null ? UNKNOWN : Stance.of(label).map(StanceMark::of).orElse(UNKNOWN);
    }

    /** The mark of a statement, also of a denial or a refusal to comment. */
    public static StanceMark said(@Nullable String label, boolean isDenial) {
        return label == null
                ? new StanceMark(isDenial ? "a denial" : "no comment", UNKNOWN.sign, UNKNOWN.style)
                : of(label);
    }

    private static StanceMark of(Stance stance) {
        var word = PlainWords.of(stance);
        return switch (stance) {
            case FAVOR -> new StanceMark(word, "▲", "favor");
            case CONDITIONAL -> new StanceMark(word, "◆", "conditional");
            case AGAINST -> new StanceMark(word, "▼", "against");
            case NONE -> new StanceMark(word, "○", "none");
        };
    }

    /** Whether whoever has it takes a side. */
    public boolean isSide() {
        return !style.equals("none") && !style.equals("unknown");
    }

    /** The stances that a legend explains. */
    public static List<StanceMark> all() {
        return Stream.of(Stance.FAVOR, Stance.CONDITIONAL, Stance.AGAINST, Stance.NONE)
                .map(StanceMark::of)
                .toList();
    }
}
