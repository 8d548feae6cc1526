package org.demarche.cli.dna;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names as a file has them, as the registry compares them, and as ids. */
final class Names {

    private static final int LONGEST_ID = 64;
    private static final int DIGEST = 8;

    private static final Pattern SPACE =
            Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cs}\\s]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ACCENTS =
            Pattern.compile(
                    "[\\p{InCombiningDiacriticalMarks}\\u0591-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670]+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
    private static final Pattern NOT_IN_ID = Pattern.compile("[^a-z0-9]+");

    /** Latin letters that Unicode does not take apart. */
    private static final Map<String, String> LETTERS =
            Map.of("ø", "o", "ł", "l", "đ", "d", "ð", "d", "æ", "ae", "œ", "oe", "þ", "th");

    private Names() {}

    /** In NFC, on one line, without space around it; empty for null. */
    static String clean(@Nullable String text) {
        return text == null
                ? ""
                : SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                        .replaceAll(" ")
                        .strip();
    }

    /**
     * The form in which the registry compares names: names with one key are one entry. Empty for a
     * text without a letter or digit.
     */
    static String key(String name) {
        var plain = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD));
        // By way of upper case, so that ß becomes ss.
        var folded =
                plain.replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT)
                        .replace('ς', 'σ');
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }

    /**
     * The id of a new entry. One that says less than the key, because letters were dropped or it
     * would be too long, ends with a digest of the key, so that no other name has it.
     *
     * @param otherwise what it begins with where no letter of the key can be in an id
     */
    static String id(String key, String otherwise) {
        var whole = key.replace(' ', '-');
        if (whole.length() <= LONGEST_ID && latin(whole).equals(whole)) {
            return whole;
        }
        var some = latin(whole);
        var room = LONGEST_ID - DIGEST - 1;
        var head =
                some.length() > room ? some.substring(0, room).replaceFirst("-[^-]*$", "") : some;
        return (head.isEmpty() ? otherwise : head) + '-' + digest(key, DIGEST);
    }

    private static String latin(String text) {
        var latin = text;
        for (var letter : LETTERS.entrySet()) {
            latin = latin.replace(letter.getKey(), letter.getValue());
        }
        return NOT_IN_ID.matcher(latin).replaceAll("-").replaceAll("^-|-$", "");
    }

    /** The first hexadecimal digits of the SHA-256. */
    static String digest(String text, int digits) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(sha256).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
