package org.demarche.log.event;

/** Halves of surrogate pairs: Java's texts can hold one alone, UTF-8 cannot. */
final class Surrogates {

    static final int NONE = -1;

    /** Begins the three bytes of a surrogate, and of letters of Hangul. */
    private static final int ENCODED = 0xED;

    /** Begins four bytes, which become two surrogates, or one alone where they are no character. */
    private static final int FOUR = 0xF0;

    private Surrogates() {}

    /**
     * Whether a document in UTF-8 has bytes with which a surrogate can be written, alone or not.
     */
    static boolean mayBeIn(byte[] document) {
        for (var i = 0; i < document.length; i++) {
            var here = document[i] & 0xFF;
            if (here == ENCODED
                    || here >= FOUR
                    || here == '\\' && i + 1 < document.length && document[i + 1] == 'u') {
                return true;
            }
        }
        return false;
    }

    /** Where the first half without its other half stands; {@link #NONE} if there is none. */
    static int firstAlone(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return i;
                }
                i++;
            }
        }
        return NONE;
    }
}
