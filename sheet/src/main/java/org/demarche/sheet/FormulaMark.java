package org.demarche.sheet;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/**
 * The apostrophe before a text that a spreadsheet would take for a formula, or for a number without
 * its leading zero. A text that has one of its own there gets another, so that reading takes off
 * exactly what writing put on.
 */
public final class FormulaMark {

    private static final char MARK = '\'';

    /** Characters that begin a formula in a spreadsheet; their full-width forms do, too. */
    private static final String BEGINS_FORMULA = "=+-@\t\r";

    /** Such as CAMEO's 011, which is another code than 11. */
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

    /** Whether it begins like a formula, behind any apostrophes and quotation marks. */
    private static boolean isFormula(String text) {
        var first = 0;
        while (first < text.length() && (text.charAt(first) == MARK || text.charAt(first) == '"')) {
            first++;
        }
        return first < text.length() && beginsFormula(text.charAt(first));
    }

    /** Whether a cell is a formula to a spreadsheet if it begins with this character. */
    public static boolean beginsFormula(char first) {
        var plain =
                first <= 0x7f
                        ? first
                        : Normalizer.normalize(Character.toString(first), Form.NFKC).charAt(0);
        return BEGINS_FORMULA.indexOf(plain) >= 0;
    }
}
