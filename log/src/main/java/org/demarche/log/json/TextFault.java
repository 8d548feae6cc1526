package org.demarche.log.json;

import org.jspecify.annotations.Nullable;

/**
 * The rules for texts. Lengths are in code points of Unicode's form NFC, so a simple emoji counts
 * as one.
 */
public final class TextFault {

    private TextFault() {}

    /**
     * Returns the fault of a text, as the end of a sentence; null if there is none.
     *
     * @param longest the most code points
     */
    public static @Nullable String in(String text, int longest) {
        if (text.isBlank()) {
            return "must not be empty";
        }
        if (codePoints(text) > longest && codePoints(KeptText.nfc(text)) > longest) {
            return tooLong(KeptText.nfc(text), longest);
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

    /**
     * Like {@link #in}, for a new text in NFC. Also refuses characters that change the direction or
     * the lines of a text, which stored texts may have.
     */
    public static @Nullable String inNew(String text, int longest) {
        if (codePoints(text) > longest) {
            return tooLong(text, longest);
        }
        var turned = turned(text);
        return turned == null ? in(text, longest) : turned;
    }

    /**
     * Returns the fault of a text whose direction or lines a character changes; null if there is
     * none.
     */
    static @Nullable String turned(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069') {
                return "holds U+%04X, which changes the direction of a text (character %d)"
                        .formatted((int) c, i + 1);
            }
            if (c == '\u2028' || c == '\u2029') {
                return "holds the line separator U+%04X (character %d)".formatted((int) c, i + 1);
            }
        }
        return null;
    }

    private static String tooLong(String nfc, int longest) {
        return "has %,d characters, but at most %,d are allowed"
                .formatted(codePoints(nfc), longest);
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }
}
