package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.demarche.log.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The first line of each report of a file. It keeps digests of eight bytes only, because a file may
 * have a million lines.
 */
final class FirstLines {

    /**
     * The numbers for one line: the digest of its key, its number (0 if the slot is free), and the
     * digest of its content.
     */
    private static final int SLOT = 3;

    private long[] slots = new long[SLOT << 10];
    private int size;

    /**
     * @param content the digest of the line's content
     */
    record First(long line, long content) {}

    static long digest(String text) {
        return ByteBuffer.wrap(Sha256.of(text.getBytes(UTF_8))).getLong();
    }

    @Nullable First find(long key) {
        var at = slot(key);
        return slots[at + 1] == 0 ? null : new First(slots[at + 1], slots[at + 2]);
    }

    /** Adds the first line of a key; later lines of the key change nothing. */
    void put(long key, First first) {
        var at = slot(key);
        if (slots[at + 1] != 0) {
            return;
        }
        slots[at] = key;
        slots[at + 1] = first.line();
        slots[at + 2] = first.content();
        size++;
        if (2 * SLOT * size > slots.length) {
            grow();
        }
    }

    private void grow() {
        var full = slots;
        slots = new long[2 * full.length];
        for (var at = 0; at < full.length; at += SLOT) {
            if (full[at + 1] != 0) {
                System.arraycopy(full, at, slots, slot(full[at]), SLOT);
            }
        }
    }

    /** Returns the slot of the key, or the free slot for it. */
    private int slot(long key) {
        var count = slots.length / SLOT;
        var at = Math.floorMod(key, count);
        while (slots[SLOT * at + 1] != 0 && slots[SLOT * at] != key) {
            at = (at + 1) % count;
        }
        return SLOT * at;
    }
}
