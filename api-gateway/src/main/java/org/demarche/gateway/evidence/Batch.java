package org.demarche.gateway.evidence;

import java.util.ArrayList;
import java.util.List;

/** Keys and values that are stored all together or not at all. */
final class Batch {

    @SuppressWarnings("ArrayRecordComponent") // never compared, and kept only briefly
    record Put(byte[] key, byte[] value) {}

    private final List<Put> puts = new ArrayList<>();

    void put(byte[] key, byte[] value) {
        puts.add(new Put(key, value));
    }

    List<Put> puts() {
        return puts;
    }
}
