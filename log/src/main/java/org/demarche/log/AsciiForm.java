package org.demarche.log;

import org.jspecify.annotations.Nullable;

/** The normal form of an ASCII text, as most texts are, at a twentieth of the cost. */
final class AsciiForm {

    private AsciiForm() {}

    /** Null if only the full normal form can decide. */
    static @Nullable String of(String text) {
        var form = new StringBuilder(text.length());
        var space = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c > 0x7f || c == '.') {
                return null;
            }
            if (!isLetterOrDigit(c)) {
                space = true;
                continue;
            }
            if (space && !form.isEmpty()) {
                form.append(' ');
            }
            space = false;
            form.append(c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c);
        }
        return form.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
