package org.demarche.log.name;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which names are compared: names that look the same to a reader have the same form. It
 * has no case, no accents, no punctuation and no invisible characters. Letters for one sound in
 * related scripts are the same, and initials with or without dots are one word.
 */
public final class NormalForm {

    /** The most spaces between the initials of a name, after the dot. */
    private static final int SPACES = 2;

    /**
     * In prose no space is allowed, because a dot before a space may end a sentence, such as: Plan
     * B. A spokesman.
     */
    private static final int SPACES_IN_PROSE = 0;

    private NormalForm() {}

    /**
     * Returns the normal form, which is empty for a text without a letter or digit. The normal form
     * of a normal form is the same text.
     */
    public static String of(String text) {
        return of(text, SPACES);
    }

    /** Like {@link #of}, for sentences: initials with spaces between them stay separate words. */
    public static String ofProse(String text) {
        return of(text, SPACES_IN_PROSE);
    }

    private static String of(String text, int spaces) {
        var plain = AsciiForm.of(text, spaces);
        return plain == null ? ofAny(text, spaces) : plain;
    }

    static String ofAny(String text, int spaces) {
        // decomposes again, because the removal of an invisible character may have joined two
        // combining marks in the wrong order
        var seen = decomposed(Letters.seen(decomposed(text)));
        var words = withoutDots(seen, spaces);
        // goes through upper case, so that ß becomes ss, and the two letters i of Turkish become
        // one
        var upper = words.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        return words(Letters.folded(upper.toLowerCase(Locale.ROOT)));
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD);
    }

    /** Removes the dots between initials. */
    private static String withoutDots(String text, int spaces) {
        var without = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); ) {
            var next = Initials.isDot(text.charAt(at)) ? Initials.next(text, at, spaces) : -1;
            if (next < 0) {
                without.append(text.charAt(at++));
            } else {
                at = next;
            }
        }
        return without.toString();
    }

    /** Joins the words, with one space between two words. */
    private static String words(String text) {
        var words = new StringBuilder(text.length());
        var between = false;
        for (var at = 0; at < text.length(); ) {
            var character = text.codePointAt(at);
            at += Character.charCount(character);
            if (!Initials.isInWord(character)) {
                between = true;
                continue;
            }
            if (between && !words.isEmpty()) {
                words.append(' ');
            }
            between = false;
            words.appendCodePoint(character);
        }
        return words.toString();
    }
}
