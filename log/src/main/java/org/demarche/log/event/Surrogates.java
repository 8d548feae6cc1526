package org.demarche.log.event;

/** Halves of surrogate pairs: Java's texts can hold one alone, UTF-8 cannot. */
final class Surrogates {

    static final int NONE = -1;

    private Surrogates() {}

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
