package org.demarche.position;

import java.util.Arrays;

/**
 * Where in the log reports have their present bodies. Asked rarely, kept for every report: so two
 * arrays, of which a search reads the tail first, and no map.
 */
final class Places {

    private static final int FIRST_ROOM = 2;
    private static final int GROWTH_PERCENT = 150;

    private String[] tokens = new String[FIRST_ROOM];
    private long[] offsets = new long[FIRST_ROOM];
    private int size;

    /** The last one of a token counts. */
    void add(String token, long offset) {
        if (size == tokens.length) {
            var room = size * GROWTH_PERCENT / 100 + 1;
            tokens = Arrays.copyOf(tokens, room);
            offsets = Arrays.copyOf(offsets, room);
        }
        tokens[size] = token;
        offsets[size] = offset;
        size++;
    }

    /**
     * @throws IllegalStateException if there is no such report
     */
    long of(String token) {
        for (var n = size - 1; n >= 0; n--) {
            if (tokens[n].equals(token)) {
                return offsets[n];
            }
        }
        throw new IllegalStateException("No report was folded under the token " + token);
    }
}
