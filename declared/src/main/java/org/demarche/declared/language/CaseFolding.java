package org.demarche.declared.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds regular expressions that RE2/J would compile for ever. To fold the case of a character,
 * RE2/J asks for the next character of the same letter until it gets the first one again. For
 * U+1C80 to U+1C88 it never gets the first one again, because the small letter of their capital is
 * another character.
 */
final class CaseFolding {

    private static final int FIRST = 0x1C80;
    private static final int LAST = 0x1C88;

    private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[a-zA-Z]*i");

    private static final Pattern CODE_POINT = Pattern.compile("\\\\x\\{0*([0-9a-fA-F]{1,6})}");

    private CaseFolding() {}

    /**
     * Whether an expression ignores case and has one of these letters, or a range over them. Each
     * hyphen after an opening bracket counts as a range, wherever the bracket closes, unless the
     * hyphen is written as {@code \x{2d}}.
     */
    static boolean neverEnds(String regex) {
        if (!IGNORES_CASE.matcher(regex).find()) {
            return false;
        }
        var text =
                CODE_POINT
                        .matcher(regex)
                        .replaceAll(
                                found -> {
                                    var point = Integer.parseInt(found.group(1), 16);
                                    // RE2/J refuses invalid characters, and a hyphen that is
                                    // written as a code point is not a range
                                    var known = Character.isValidCodePoint(point) && point != '-';
                                    return Matcher.quoteReplacement(
                                            known ? Character.toString(point) : "");
                                });
        var points = text.codePoints().toArray();
        var bracket = false;
        for (var n = 0; n < points.length; n++) {
            if (points[n] >= FIRST && points[n] <= LAST) {
                return true;
            }
            var range = bracket && points[n] == '-' && n + 1 < points.length;
            if (range && points[n - 1] < FIRST && points[n + 1] > LAST) {
                return true;
            }
            bracket |= points[n] == '[';
        }
        return false;
    }
}
