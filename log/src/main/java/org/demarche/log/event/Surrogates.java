package org.demarche.log.event;

/** Finds lone halves of surrogate pairs, which Java's texts can hold and UTF-8 cannot. */
final class Surrogates {

    static final int NONE = -1;

    /** The first of the three bytes of a surrogate, or of some Hangul letters. */
    private static final int ENCODED = 0xED;

    /**
     * The lowest first byte of a sequence of four bytes. Such a sequence becomes two surrogates, or
     * one surrogate if it is not a character.
     */
    private static final int FOUR = 0xF0;

    private Surrogates() {}

    /** Whether a document in UTF-8 has bytes that can become a surrogate, alone or in a pair. */
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

    /** Returns the index of the first half without its other half, or {@link #NONE}. */
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
