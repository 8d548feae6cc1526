package org.demarche.sheet;

/**
 * Texts of a sheet within a sentence on one line. A cell may have line breaks, and be a page long.
 */
public final class CellText {

    private static final int LONGEST = 60;

    private CellText() {}

    /** The text between quotation marks, on one line, and cut where it is long. */
    static String quoted(String text) {
        return "'%s'".formatted(shown(text));
    }

    /** The text on one line, and cut where it is long. */
    public static String shown(String text) {
        var bare = text.strip();
        return oneLine(
                bare.codePointCount(0, bare.length()) <= LONGEST
                        ? bare
                        : bare.substring(0, bare.offsetByCodePoints(0, LONGEST)).strip() + "...");
    }

    /** The text with its line breaks and tabs as JSON writes them. */
    public static String oneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }
}
