package org.demarche.model;

import java.util.regex.Pattern;

/**
 * The form of ids of actors, issues and outlets: {@code [a-z0-9]+(-[a-z0-9]+)*}, at most 64
 * characters.
 */
public final class Slug {

    public static final int LONGEST = 64;
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Slug() {}

    public static boolean is(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    static String require(String text, String what) {
        if (!is(text)) {
            throw new IllegalArgumentException(
                    "%s '%s' is not an id: lower-case letters and digits in groups joined by '-', at most %d characters"
                            .formatted(what, text, LONGEST));
        }
        return text;
    }
}
