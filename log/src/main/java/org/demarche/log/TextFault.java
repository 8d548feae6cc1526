package org.demarche.log;

import org.jspecify.annotations.Nullable;

/** What a text may hold. */
public final class TextFault {

    private TextFault() {}

    /**
     * What is wrong with a text, as the end of a sentence about it; null if nothing is. Lengths are
     * in UTF-16 code units.
     */
    public static @Nullable String in(String text, int longest) {
        if (text.isBlank()) {
            return "must not be empty";
        }
        if (text.length() > longest) {
            return "is %,d characters long, at most %,d are allowed"
                    .formatted(text.length(), longest);
        }
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return "holds the control character U+%04X (character %d)"
                        .formatted((int) c, i + 1);
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "holds half of a surrogate pair, U+%04X (character %d)"
                        .formatted((int) c, i + 1);
            }
        }
        return null;
    }
}
