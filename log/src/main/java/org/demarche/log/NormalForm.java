package org.demarche.log;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form in which names are compared: names that look the same to a reader have the same form. It
 * has no case, no accents, no punctuation and no invisible characters. Letters for one sound in
 * related scripts are the same, and initials with or without dots are one word.
 */
public final class NormalForm {

    private static final String IN_WORDS = "[\\p{L}\\p{N}\\p{M}]";

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    private static final Pattern DOT = Pattern.compile("[.\u00b7\u2027\u3002\u30fb]");

    private static final Pattern OF_INITIALS = ofInitials("\\p{Z}{0,2}");

    /** In prose, a dot before a space may end a sentence, as in: Plan B. A spokesman. */
    private static final Pattern OF_INITIALS_IN_PROSE = ofInitials("");

    private NormalForm() {}

    /** Matches dots between two words of one letter each, with the given text behind the dot. */
    private static Pattern ofInitials(String follows) {
        return Pattern.compile(
                "(?<=(?<!%1$s)\\p{L}\\p{M}{0,4})%2$s%3$s(?=\\p{L}\\p{M}*+(?!%1$s))"
                        .formatted(IN_WORDS, DOT.pattern(), follows));
    }

    /**
     * The normal form, empty for a text without a letter or digit; applying it twice changes
     * nothing.
     */
    public static String of(String text) {
        var plain = AsciiForm.of(text);
        return plain == null ? ofAny(text) : plain;
    }

    /** Like {@link #of}, for sentences: initials with spaces between them stay separate words. */
    public static String ofProse(String text) {
        var plain = AsciiForm.of(text);
        return plain == null ? ofAny(text, OF_INITIALS_IN_PROSE) : plain;
    }

    static String ofAny(String text) {
        return ofAny(text, OF_INITIALS);
    }

    private static String ofAny(String text, Pattern dots) {
        var seen = Letters.seen(Normalizer.normalize(text, Normalizer.Form.NFKD));
        var words = DOT.matcher(seen).find() ? dots.matcher(seen).replaceAll("") : seen;
        // By way of upper case, so that ß becomes ss and both of Turkish's i become one.
        var upper = words.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        var folded = Letters.folded(upper.toLowerCase(Locale.ROOT));
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }
}
