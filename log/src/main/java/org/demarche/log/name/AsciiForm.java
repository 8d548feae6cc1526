package org.demarche.log.name;

import org.jspecify.annotations.Nullable;

/**
 * Computes the normal form of an ASCII text, at a fraction of the cost of the full normal form.
 * Most texts are ASCII.
 */
final class AsciiForm {

    private AsciiForm() {}

    /**
     * Returns the normal form; null if the text is not ASCII.
     *
     * @param spaces the most spaces after the dot between two initials
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
