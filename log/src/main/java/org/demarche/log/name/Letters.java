package org.demarche.log.name;

import java.util.HashMap;
import java.util.Map;

/** Maps single characters for {@link NormalForm}. */
final class Letters {

    /**
     * The plain forms of letters that Unicode does not decompose, and the Arabic forms of Persian,
     * Urdu, Pashto and Kurdish letters. Each row has the plain form first, and then the letters.
     */
    private static final Map<Integer, String> FOLDED =
            folds(
                    "a ⱥ",
                    "ae æ",
                    "b ɓƀ",
                    "c ƈȼ",
                    "d ðđɖɗ",
                    "e əɛǝɇ",
                    "f ƒ",
                    "g ɣǥ",
                    "h ħ",
                    "i ɨɩ",
                    "j ɉ",
                    "k ƙĸ",
                    "l łƚ",
                    "n ŋɲ",
                    "o øɔ",
                    "oe œ",
                    "r ɍ",
                    "t ŧƭⱦ",
                    "th þ",
                    "u ʉʊ",
                    "v ʋ",
                    "y ƴɏ",
                    "z ƶʒ",
                    "σ ς",
                    "\u0627 \u0671",
                    "\u0643 \u06a9\u06aa",
                    "\u0647 \u0629\u06be\u06c1\u06c3\u06d5",
                    "\u064a \u0649\u06cc\u06cd\u06ce\u06d0\u06d2");

    private static final int TATWEEL = 0x0640;
    private static final int LAJANYALAN = 0x07fa;

    private Letters() {}

    private static Map<Integer, String> folds(String... rows) {
        var folds = new HashMap<Integer, String>();
        for (var row : rows) {
            var split = row.indexOf(' ');
            row.substring(split + 1)
                    .codePoints()
                    .forEach(letter -> folds.put(letter, row.substring(0, split)));
        }
        return Map.copyOf(folds);
    }

    /** Drops invisible and optional characters, and replaces all kinds of apostrophes by one. */
    static String seen(String decomposed) {
        var seen = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(character -> !isUnseen(character) && !isOptional(character))
                .forEach(character -> seen.appendCodePoint(apostrophe(character)));
        return seen.toString();
    }

    /**
     * @param text the text in lower case
     */
    static String folded(String text) {
        var folded = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        letter -> {
                            var other = FOLDED.get(letter);
                            if (other != null) {
                                folded.append(other);
                            } else if (Character.getType(letter)
                                    == Character.DECIMAL_DIGIT_NUMBER) {
                                folded.append(Character.digit(letter, 10));
                            } else {
                                folded.appendCodePoint(letter);
                            }
                        });
        return folded.toString();
    }

    /**
     * Whether a character is a Default_Ignorable_Code_Point of Unicode, or a letter such as the
     * tatweel, which only lengthens the line of a word.
     */
    private static boolean isUnseen(int character) {
        return character == 0x00ad
                || character == 0x034f
                || character == 0x061c
                || character == TATWEEL
                || character == LAJANYALAN
                || isWithin(character, 0x115f, 0x1160)
                || isWithin(character, 0x17b4, 0x17b5)
                || isWithin(character, 0x180b, 0x180f)
                || isWithin(character, 0x200b, 0x200f)
                || isWithin(character, 0x202a, 0x202e)
                || isWithin(character, 0x2060, 0x206f)
                || character == 0x3164
                || isWithin(character, 0xfe00, 0xfe0f)
                || character == 0xfeff
                || character == 0xffa0
                || isWithin(character, 0xfff0, 0xfff8)
                || isWithin(character, 0x1bca0, 0x1bca3)
                || isWithin(character, 0x1d173, 0x1d17a)
                || isWithin(character, 0xe0000, 0xe0fff);
    }

    /**
     * Whether a character is an accent, or an optional point of Hebrew or Arabic. The four signs of
     * punctuation within the range of Hebrew, such as the hyphen U+05BE, are not optional. In other
     * scripts a combining mark may be a vowel, so it is not optional.
     */
    private static boolean isOptional(int character) {
        return isWithin(character, 0x0300, 0x036f)
                || isWithin(character, 0x0591, 0x05bd)
                || character == 0x05bf
                || isWithin(character, 0x05c1, 0x05c2)
                || isWithin(character, 0x05c4, 0x05c5)
                || character == 0x05c7
                || isWithin(character, 0x0610, 0x061a)
                || isWithin(character, 0x064b, 0x065f)
                || character == 0x0670
                || isWithin(character, 0x06d6, 0x06dc)
                || isWithin(character, 0x06df, 0x06e8)
                || isWithin(character, 0x06ea, 0x06ed);
    }

    /** Replaces an apostrophe that Unicode counts as a letter, and keeps every other character. */
    private static int apostrophe(int character) {
        return isWithin(character, 0x02b9, 0x02bf)
                        || character == 0x02c8
                        || character == 0x02ee
                        || isWithin(character, 0x07f4, 0x07f5)
                        || isWithin(character, 0xa78b, 0xa78c)
                ? '\''
                : character;
    }

    private static boolean isWithin(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
