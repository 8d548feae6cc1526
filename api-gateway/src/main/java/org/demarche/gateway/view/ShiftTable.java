package org.demarche.gateway.view;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shifts of a version, in the order of their keys. This is also the order of the days of the
 * turns that the shifts lead into.
 */
final class ShiftTable {

    private final NavigableMap<ShiftPlace, StoredShift> shifts = new TreeMap<>(ShiftPlace.ORDER);
    private long bytes;

    void put(StoredShift shift) {
        remove(shift); // also removes the old key, which holds the old document
        shifts.put(shift, shift);
        bytes += shift.document().length;
    }

    void remove(ShiftPlace place) {
        var before = shifts.remove(place);
        bytes -= before == null ? 0 : before.document().length;
    }

    @Nullable StoredShift get(ShiftPlace place) {
        return shifts.get(place);
    }

    Stream<StoredShift> from(String key) {
        return shifts.tailMap(new ShiftPlace.Text(key), true).values().stream();
    }

    /**
     * Returns the shifts, the newest first.
     *
     * @param key only shifts with a lower key, which are older, are returned; empty for all shifts
     */
    Stream<StoredShift> newest(String key) {
        var before = key.isEmpty() ? shifts : shifts.headMap(new ShiftPlace.Text(key), false);
        return before.descendingMap().values().stream();
    }

    long count() {
        return shifts.size();
    }

    long bytes() {
        return bytes;
    }
}
