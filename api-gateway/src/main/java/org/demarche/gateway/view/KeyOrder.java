package org.demarche.gateway.view;

import java.util.Arrays;

/**
 * The only order of documents in lists, pages and comparisons: key by key, part by part between the
 * slashes, each part by its code points. So {@code p/a/x} is before {@code p/a-b/x}, unlike in the
 * order of characters, where '-' comes before '/'. Keys with a common beginning still stay
 * together.
 */
public final class KeyOrder {

    private static final int BEFORE_ALL = -1;

    private KeyOrder() {}

    public static int compare(String a, String b) {
        var length = Math.min(a.length(), b.length());
        for (var at = 0; at < length; at++) {
            if (a.charAt(at) != b.charAt(at)) {
                return Integer.compare(rank(a.charAt(at)), rank(b.charAt(at)));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Compares keys as bytes, in ASCII or UTF-8, in the same order. */
    static int compare(byte[] a, int aFrom, int aTo, byte[] b) {
        var at = Arrays.mismatch(a, aFrom, aTo, b, 0, b.length);
        var aLength = aTo - aFrom;
        return at < 0 || at == aLength || at == b.length
                ? Integer.compare(aLength, b.length)
                : Integer.compare(rank(a[aFrom + at]), rank(b[at]));
    }

    /**
     * Returns the rank of a character in the order. Halves of a code point rank behind all others.
     */
    private static int rank(char character) {
        if (character == '/') {
            return BEFORE_ALL;
        }
        return Character.isSurrogate(character) ? character + Character.MAX_VALUE : character;
    }

    private static int rank(byte one) {
        return one == '/' ? BEFORE_ALL : Byte.toUnsignedInt(one);
    }
}
