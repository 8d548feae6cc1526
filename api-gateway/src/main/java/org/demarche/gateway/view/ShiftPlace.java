package org.demarche.gateway.view;

import java.util.Comparator;

/** A place among shifts: the key of a shift, or any other text. */
sealed interface ShiftPlace permits ShiftPlace.Text, StoredShift {

    /**
     * The order of shifts without their keys, which are not kept: the days, then actor and issue.
     */
    Comparator<ShiftPlace> ORDER =
            (one, other) ->
                    one instanceof StoredShift a && other instanceof StoredShift b
                            ? a.compareWith(b)
                            : KeyOrder.compare(one.key(), other.key());

    String key();

    record Text(String key) implements ShiftPlace {}
}
