package org.demarche.log;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;

/**
 * The form in which names are compared: compatibility-decomposed, without case, accents and
 * punctuation.
 */
public final class NormalForm {

    /**
     * The points of Hebrew and Arabic, which are as optional there as accents are here. Elsewhere a
     * mark may be a vowel, and stays.
     */
    private static final Pattern POINTS =
            Pattern.compile("[\\u0591-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670]");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    private NormalForm() {}

    /** Empty for a text without a letter or digit. Idempotent. */
    public static String of(String text) {
        var plain = POINTS.matcher(StringUtils.stripAccents(text)).replaceAll("");
        // By way of upper case, so that ß becomes ss and both of Turkish's i become one.
        var upper = plain.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        var folded = upper.toLowerCase(Locale.ROOT).replace('ς', 'σ');
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }
}
