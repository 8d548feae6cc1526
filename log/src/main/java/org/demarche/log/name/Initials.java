package org.demarche.log.name;

/** Finds the dots between initials. An initial is a word of one letter. */
final class Initials {

    private static final int MOST_MARKS = 4;

    private Initials() {}

    /** Whether a character ends a word that is abbreviated, in one of several scripts. */
    static boolean isDot(int character) {
        return switch (character) {
            case '.', 0x00b7, 0x2027, 0x3002, 0x30fb -> true;
            default -> false;
        };
    }

    /** Whether a character is a letter, a digit, or a combining mark. */
    static boolean isInWord(int character) {
        return Character.isLetter(character)
                || switch (Character.getType(character)) {
                    case Character.DECIMAL_DIGIT_NUMBER,
                            Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER ->
                            true;
                    default -> isMark(character);
                };
    }

    /**
     * Returns the index of the second initial if the dot is between two initials, and -1 otherwise.
     *
     * @param spaces the most spaces that may follow the dot
     */
    static int next(String text, int dot, int spaces) {
        var next = dot + 1;
        while (next < text.length()
                && next <= dot + spaces
                && Character.isSpaceChar(text.charAt(next))) {
            next++;
        }
        return isInitialBefore(text, dot) && isInitialAt(text, next) ? next : -1;
    }

    private static boolean isInitialBefore(String text, int end) {
        var at = end;
        for (var marks = 0; marks < MOST_MARKS && at > 0; marks++) {
            var before = text.codePointBefore(at);
            if (!isMark(before)) {
                break;
            }
            at -= Character.charCount(before);
        }
        if (at == 0 || !Character.isLetter(text.codePointBefore(at))) {
            return false;
        }
        at -= Character.charCount(text.codePointBefore(at));
        return at == 0 || !isInWord(text.codePointBefore(at));
    }

    private static boolean isInitialAt(String text, int start) {
        if (start >= text.length() || !Character.isLetter(text.codePointAt(start))) {
            return false;
        }
        var at = start + Character.charCount(text.codePointAt(start));
        while (at < text.length() && isMark(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at >= text.length() || !isInWord(text.codePointAt(at));
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }
}
