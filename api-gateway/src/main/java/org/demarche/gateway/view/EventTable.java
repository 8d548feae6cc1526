package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The events of one actor and issue in {@link KeyOrder}, as compact as they come: one array of
 * bytes each, and a place in another. There may be a million of them in a process.
 *
 * <p>A row is the length of the key's rest in one byte, that rest ({@code
 * <statement>/<token>/<n>}), and the document.
 */
final class EventTable {

    private static final int LONGEST_KEY = 255;

    private byte[][] rows = new byte[1][];
    private int size;

    static byte[] row(byte[] key, byte[] document) {
        if (key.length > LONGEST_KEY) {
            throw new IllegalArgumentException("The key of an event is " + key.length + " bytes");
        }
        var row = new byte[1 + key.length + document.length];
        row[0] = (byte) key.length;
        System.arraycopy(key, 0, row, 1, key.length);
        System.arraycopy(document, 0, row, 1 + key.length, document.length);
        return row;
    }

    /**
     * @param row null to remove what the key has
     * @return by how many there are more now
     */
    int put(byte[] key, byte @Nullable [] row) {
        var at = find(key);
        var known =
                at < size
                        && Arrays.equals(rows[at], 1, 1 + keyLength(rows[at]), key, 0, key.length);
        if (known && row != null) {
            rows[at] = row;
            return 0;
        }
        if (known) {
            System.arraycopy(rows, at + 1, rows, at, --size - at);
            rows[size] = new byte[0];
            return -1;
        }
        if (row == null) {
            return 0;
        }
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size + (size >> 1) + 1);
        }
        System.arraycopy(rows, at, rows, at + 1, size++ - at);
        rows[at] = row;
        return 1;
    }

    int size() {
        return size;
    }

    /** Those whose key begins so, in order. */
    List<StoredEvent> startingWith(byte[] beginning) {
        var found = new ArrayList<StoredEvent>();
        for (var at = find(beginning); at < size && startsWith(rows[at], beginning); at++) {
            var keyLength = keyLength(rows[at]);
            found.add(new StoredEvent(rows[at], 1, keyLength));
        }
        return found;
    }

    /**
     * Those from this key on, in order.
     *
     * @param beginning of the whole keys, before what the rows have of them
     * @param more takes one and says whether it wants another
     * @return whether more is wanted still
     */
    boolean from(byte[] key, String beginning, Predicate<KeyedDocument> more) {
        for (var at = find(key); at < size; at++) {
            var keyLength = keyLength(rows[at]);
            var rest = new String(rows[at], 1, keyLength, US_ASCII);
            var event = new StoredEvent(rows[at], 1, keyLength);
            if (!more.test(new KeyedDocument(beginning + rest, event::document))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Those of one report, by statement, then number. Looks at every key, and at nothing else.
     *
     * @param token of the report
     */
    List<StoredEvent> ofReport(byte[] token) {
        var found = new ArrayList<StoredEvent>();
        for (var at = 0; at < size; at++) {
            var keyLength = keyLength(rows[at]);
            if (hasToken(rows[at], keyLength, token)) {
                found.add(new StoredEvent(rows[at], 1, keyLength));
            }
        }
        return found;
    }

    /** No part of a key holds a slash. */
    private static boolean hasToken(byte[] row, int keyLength, byte[] token) {
        var start = 1;
        while (row[start] != '/') {
            start++;
        }
        var end = ++start + token.length;
        return end <= keyLength
                && row[end] == '/'
                && Arrays.equals(row, start, end, token, 0, token.length);
    }

    /** Where the first row lies whose key is not before this one. */
    private int find(byte[] key) {
        var low = 0;
        var high = size;
        while (low < high) {
            var middle = (low + high) >>> 1;
            var row = rows[middle];
            if (KeyOrder.compare(row, 1, 1 + keyLength(row), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean startsWith(byte[] row, byte[] beginning) {
        return keyLength(row) >= beginning.length
                && Arrays.equals(row, 1, 1 + beginning.length, beginning, 0, beginning.length);
    }

    private static int keyLength(byte[] row) {
        return row[0] & LONGEST_KEY;
    }
}
