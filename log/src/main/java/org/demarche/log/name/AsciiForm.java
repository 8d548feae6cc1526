package org.demarche.log.name;

import org.jspecify.annotations.Nullable;

/** The normal form of an ASCII text, as most texts are, at a fraction of the cost. */
final class AsciiForm {

    private AsciiForm() {}

    /**
     * Null if only the full normal form can decide.
     *
     * @param spaces between initials, behind the dot, at most
     */
    static @Nullable String of(String text, int spaces) {
        var form = new StringBuilder(text.length());
        var between = false;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c > 0x7f) {
                return null;
            }
            if (!isLetterOrDigit(c)) {
                var next = c == '.' ? Initials.next(text, at, spaces) : -1;
                between |= next < 0;
                at = next < 0 ? at : next - 1;
                continue;
            }
            if (between && !form.isEmpty()) {
                form.append(' ');
            }
            between = false;
            form.append(c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c);
        }
        return form.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
