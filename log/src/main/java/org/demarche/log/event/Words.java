package org.demarche.log.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at once, the first of them the lowest. */
final class Words {

    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = ONES << 7;

    /** Odd, and its bits are without order. */
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private Words() {}

    static long at(byte[] bytes, int index) {
        return (long) WORD.get(bytes, index);
    }

    /** The first few bytes of a word, fewer than eight; zeros follow them. */
    static long first(int count, long word) {
        return word & (1L << count * Byte.SIZE) - 1;
    }

    /**
     * How many bytes of a word a JSON text goes on for, if all of it is ASCII: up to a quote, a
     * backslash, a control character or a byte beyond ASCII; eight if none of these is there.
     */
    static int plain(long word) {
        // The lowest byte whose highest bit is set here is right; a carry may set those above it.
        var control = word - ONES * ' ';
        var quote = (word ^ ONES * '"') - ONES;
        var backslash = (word ^ ONES * '\\') - ONES;
        var stops = (word | control | quote | backslash) & HIGHEST_BITS;
        return Long.numberOfTrailingZeros(stops) / Byte.SIZE;
    }

    static long mixed(long hash, long word) {
        var mixed = (hash ^ word) * MIX;
        return mixed ^ mixed >>> 32;
    }
}
