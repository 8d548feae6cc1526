package org.demarche.gateway.view;

import java.util.Comparator;

/** A place in the order of shifts: a shift, or any text as a key. */
sealed interface ShiftPlace permits ShiftPlace.Text, StoredShift {

    /**
     * The order of the keys of shifts. Shifts do not keep their keys, so two shifts are compared by
     * their days, then actor and issue, which gives the same order.
     */
    Comparator<ShiftPlace> ORDER =
            (one, other) ->
                    one instanceof StoredShift a && other instanceof StoredShift b
                            ? a.compareWith(b)
                            : KeyOrder.compare(one.key(), other.key());

    String key();

    record Text(String key) implements ShiftPlace {}
}
