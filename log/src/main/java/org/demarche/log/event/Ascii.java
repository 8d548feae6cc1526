package org.demarche.log.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at once. */
final class Ascii {

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = ONES << 7;

    /** Odd, with as many ones as zeros. */
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private Ascii() {}

    /**
     * Where a JSON text in ASCII stops being one: at a quote, a backslash, a control character or a
     * byte beyond ASCII; at the document's end if there is none.
     */
    static int end(byte[] document, int from) {
        var at = from;
        for (; at + Long.BYTES <= document.length; at += Long.BYTES) {
            var stops = stops((long) EIGHT.get(document, at));
            if (stops != 0) {
                return at + Long.numberOfTrailingZeros(stops) / Byte.SIZE;
            }
        }
        while (at < document.length && !stopsAt(document[at])) {
            at++;
        }
        return at;
    }

    /** Of the bytes between two indexes; what stands around them has no part in it. */
    static int hash(byte[] document, int from, int to) {
        var hash = (long) to - from;
        var at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) EIGHT.get(document, at)) * MIX;
            hash ^= hash >>> 32;
        }
        var rest = 0L;
        if (at < to) {
            if (to >= Long.BYTES) {
                rest =
                        (long) EIGHT.get(document, to - Long.BYTES)
                                >>> Byte.SIZE * (Long.BYTES - (to - at));
            } else {
                for (; at < to; at++) {
                    rest = rest << Byte.SIZE | document[at];
                }
            }
        }
        hash = (hash ^ rest) * MIX;
        return (int) (hash ^ hash >>> 32);
    }

    private static boolean stopsAt(byte one) {
        return one < ' ' || one == '"' || one == '\\';
    }

    /** The highest bit of each byte that stops; above the lowest such byte others may be set. */
    private static long stops(long bytes) {
        var beforeBlank = bytes - ONES * ' ';
        var quote = (bytes ^ ONES * '"') - ONES;
        var backslash = (bytes ^ ONES * '\\') - ONES;
        return (bytes | beforeBlank | quote | backslash) & HIGHEST_BITS;
    }
}
