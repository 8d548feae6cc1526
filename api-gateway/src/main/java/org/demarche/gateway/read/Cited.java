package org.demarche.gateway.read;

import java.util.function.Function;
import org.demarche.gateway.view.View;
import org.demarche.model.PointInTime;

/**
 * What was found in a view, and the time at which it stays what it is.
 *
 * @param pinned with both times
 */
record Cited<T>(T found, PointInTime pinned) {

    /**
     * @param find reads the view, which may go on meanwhile: then what was there before is found
     *     again, as it was known
     */
    static <T> Cited<T> of(View view, PointInTime asked, Function<PointInTime, T> find) {
        var pinned = Canonical.pinned(view, asked);
        var found = find.apply(asked);
        var isStill = Canonical.pinned(view, asked).equals(pinned);
        return new Cited<>(isStill ? found : find.apply(pinned), pinned);
    }
}
