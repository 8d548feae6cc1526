package org.demarche.gateway.view;

import java.util.Comparator;

/** Where something stands among shifts: the key of one, or any other text. */
sealed interface ShiftPlace permits ShiftPlace.Text, StoredShift {

    /** Of shifts without their keys, which are not kept: the days, and then actor and issue. */
    Comparator<ShiftPlace> ORDER =
            (one, other) ->
                    one instanceof StoredShift a && other instanceof StoredShift b
                            ? a.compareWith(b)
                            : KeyOrder.compare(one.key(), other.key());

    String key();

    record Text(String key) implements ShiftPlace {}
}
