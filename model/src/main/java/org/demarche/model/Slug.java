package org.demarche.model;

/**
 * The form of ids of actors, issues and outlets: {@code [a-z0-9]+(-[a-z0-9]+)*}, at most 64
 * characters.
 */
public final class Slug {

    public static final int LONGEST = 64;

    private Slug() {}

    /**
     * Whether the text is an id. Every event needs this check, so it uses no regular expression.
     */
    public static boolean is(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        var joined = true;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '-' && joined || c != '-' && !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9')) {
                return false;
            }
            joined = c == '-';
        }
        return !joined;
    }

    static String require(String text, String what) {
        if (!is(text)) {
            throw new IllegalArgumentException(
                    "%s '%s' is not an id: an id has lower-case letters and digits in groups joined by '-', at most %d characters"
                            .formatted(what, text, LONGEST));
        }
        return text;
    }
}
