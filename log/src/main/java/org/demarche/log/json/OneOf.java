package org.demarche.log.json;

import java.util.Collection;

/** The fault of a text that must be one of a few words. */
public final class OneOf {

    private static final int LONGEST = 60;

    private OneOf() {}

    /** Returns the fault, such as: must be one of own, with-parts, but is 'all'. */
    public static String fault(Collection<String> words, String given) {
        return "must be one of %s, but is '%s'".formatted(String.join(", ", words), shown(given));
    }

    private static String shown(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "...";
    }
}
