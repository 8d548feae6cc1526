package org.demarche.gateway.evidence;

import java.util.ArrayList;
import java.util.List;

/** Keys and values that are stored all together or not at all. */
final class Batch {

    @SuppressWarnings("ArrayRecordComponent") // never compared, kept for a moment
    record Put(byte[] key, byte[] value) {}

    private final List<Put> puts = new ArrayList<>();
    private final List<byte[]> removals = new ArrayList<>();

    void put(byte[] key, byte[] value) {
        puts.add(new Put(key, value));
    }

    /** The key is not one of those that are put. */
    void remove(byte[] key) {
        removals.add(key);
    }

    List<byte[]> removals() {
        return removals;
    }

    List<Put> puts() {
        return puts;
    }
}
