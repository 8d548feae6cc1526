package org.demarche.sheet;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/**
 * The apostrophe before a text that a spreadsheet would take for a formula, or for a number without
 * its leading zero. A text that already has such an apostrophe there gets another one, so that
 * reading removes exactly the one that writing added.
 */
public final class FormulaMark {

    private static final char MARK = '\'';

    /** Characters that begin a formula in a spreadsheet; their full-width forms do, too. */
    private static final String BEGINS_FORMULA = "=+-@\t\r";

    /** A number with a leading zero, such as CAMEO's 011, which is not the code 11. */
    private static final Pattern LEADING_ZERO = Pattern.compile("'*0[0-9]+");

    private FormulaMark() {}

    public static String put(String text) {
        return isTaken(text) ? MARK + text : text;
    }

    public static String takeOff(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == MARK && isTaken(cell.substring(1))
                ? cell.substring(1)
                : cell;
    }

    private static boolean isTaken(String text) {
        return isFormula(text) || LEADING_ZERO.matcher(text).matches();
    }

    /** Whether the text begins like a formula after any apostrophes and quotation marks. */
    private static boolean isFormula(String text) {
        var first = 0;
        while (first < text.length() && (text.charAt(first) == MARK || text.charAt(first) == '"')) {
            first++;
        }
        return first < text.length() && beginsFormula(text.charAt(first));
    }

    /** Whether a spreadsheet takes a cell that begins with this character for a formula. */
    public static boolean beginsFormula(char first) {
        var plain =
                first <= 0x7f
                        ? first
                        : Normalizer.normalize(Character.toString(first), Form.NFKC).charAt(0);
        return BEGINS_FORMULA.indexOf(plain) >= 0;
    }
}
