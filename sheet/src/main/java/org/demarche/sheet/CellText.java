package org.demarche.sheet;

/**
 * Changes a text of a sheet so that it fits into a sentence on one line. A cell may have line
 * breaks, and be a page long.
 */
public final class CellText {

    private static final int LONGEST = 60;

    private CellText() {}

    /** Returns the text between quotation marks, on one line, and cut off if it is long. */
    static String quoted(String text) {
        return "'%s'".formatted(shown(text));
    }

    /** Returns the text on one line, and cut off if it is long. */
    public static String shown(String text) {
        var bare = text.strip();
        return oneLine(
                bare.codePointCount(0, bare.length()) <= LONGEST
                        ? bare
                        : bare.substring(0, bare.offsetByCodePoints(0, LONGEST)).strip() + "...");
    }

    /** Returns the text with its line breaks and tabs escaped as in JSON. */
    public static String oneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }
}
