package org.demarche.position.projection;

import org.jspecify.annotations.Nullable;

/**
 * The places of reports' present bodies in the log. Every report has one, but it is rarely needed,
 * so it is a table of two arrays: a token is in the first free slot behind that of its hash.
 */
final class BodyPlaces {

    private static final int FIRST_ROOM = 3;
    private static final int GROWTH_PERCENT = 150;
    private static final int FULL_PERCENT = 75;

    private @Nullable String[] tokens = new String[FIRST_ROOM];
    private long[] offsets = new long[FIRST_ROOM];
    private int size;

    /** The last offset of a token counts. */
    void add(String token, long offset) {
        var place = placeOf(token);
        if (tokens[place] == null) {
            if (100L * (size + 1) > (long) FULL_PERCENT * tokens.length) {
                grow();
                place = placeOf(token);
            }
            tokens[place] = token;
            size++;
        }
        offsets[place] = offset;
    }

    /**
     * @throws IllegalStateException if there is no such report
     */
    long of(String token) {
        var place = placeOf(token);
        if (tokens[place] == null) {
            throw new IllegalStateException("No report was folded under the token " + token);
        }
        return offsets[place];
    }

    /** The slot of the token, or the free slot for it. */
    private int placeOf(String token) {
        var place = Math.floorMod(spread(token.hashCode()), tokens.length);
        while (tokens[place] instanceof String other && !other.equals(token)) {
            place = place + 1 == tokens.length ? 0 : place + 1;
        }
        return place;
    }

    /** Spreads the hashes, because numbered tokens have hashes in a row. */
    private static int spread(int hash) {
        var mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }

    private void grow() {
        var before = tokens;
        var there = offsets;
        var room = Math.toIntExact((long) before.length * GROWTH_PERCENT / 100 + 1);
        tokens = new String[room];
        offsets = new long[room];
        for (var n = 0; n < before.length; n++) {
            if (before[n] instanceof String token) {
                var place = placeOf(token);
                tokens[place] = token;
                offsets[place] = there[n];
            }
        }
    }
}
