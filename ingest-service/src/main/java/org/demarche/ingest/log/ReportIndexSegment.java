package org.demarche.ingest.log;

import java.util.Optional;

/**
 * A hash table with open addressing in one array of longs. A slot has five longs: two for the id,
 * two for the digest, and one for the offset with the day. A slot with the id zero is free, because
 * no SHA-256 is known to begin with 128 zero bits.
 */
final class ReportIndexSegment {

    private static final int WIDTH = 5;
    private static final int FIRST_SLOTS = 16;

    private long[] table = new long[FIRST_SLOTS * WIDTH];
    private int size;

    interface Reader<T> {
        T read(long digestHigh, long digestLow, long packed);
    }

    /** Keeps the record with the lower offset. The lower bits of {@code packed} are the offset. */
    synchronized void put(long idHigh, long idLow, long digestHigh, long digestLow, long packed) {
        var at = find(table, idHigh, idLow);
        if (isFree(table, at)) {
            size++;
        } else if (offset(table[at + 4]) <= offset(packed)) {
            return;
        }
        table[at] = idHigh;
        table[at + 1] = idLow;
        table[at + 2] = digestHigh;
        table[at + 3] = digestLow;
        table[at + 4] = packed;
        if (size * 4 > slots(table) * 3) {
            grow();
        }
    }

    synchronized <T> Optional<T> get(long idHigh, long idLow, Reader<T> reader) {
        var at = find(table, idHigh, idLow);
        return isFree(table, at)
                ? Optional.empty()
                : Optional.of(reader.read(table[at + 2], table[at + 3], table[at + 4]));
    }

    synchronized int size() {
        return size;
    }

    private void grow() {
        var larger = new long[table.length * 2];
        for (var at = 0; at < table.length; at += WIDTH) {
            if (!isFree(table, at)) {
                System.arraycopy(table, at, larger, find(larger, table[at], table[at + 1]), WIDTH);
            }
        }
        table = larger;
    }

    /** Returns the slot of the id, or the free slot for it. */
    private static int find(long[] table, long idHigh, long idLow) {
        var slots = slots(table);
        var slot = (int) (idLow & (slots - 1));
        while (true) {
            var at = slot * WIDTH;
            if (isFree(table, at) || table[at] == idHigh && table[at + 1] == idLow) {
                return at;
            }
            slot = (slot + 1) & (slots - 1);
        }
    }

    private static boolean isFree(long[] table, int at) {
        return table[at] == 0 && table[at + 1] == 0;
    }

    private static int slots(long[] table) {
        return table.length / WIDTH;
    }

    private static long offset(long packed) {
        return packed & ReportIndex.OFFSET_MASK;
    }
}
