package org.demarche.gateway.fold;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import org.demarche.gateway.view.KeyOrder;
import org.demarche.gateway.view.StoredShift;

/**
 * A shift, and when the log had all that makes it.
 *
 * @param learned an instant of the log, so a replay changes nothing of it
 */
public record LearnedShift(StoredShift shift, Instant learned) {

    /** The order of learning, the last first; what was learned at once comes by days. */
    static final Comparator<Place> ORDER =
            comparing(Place::learned).thenComparing(Place::key, KeyOrder::compare).reversed();

    /**
     * A place in the list.
     *
     * @param key of the shift in the view; empty for the place behind all shifts of the instant
     */
    public record Place(Instant learned, String key) {}

    public Place place() {
        return new Place(learned, shift.key());
    }
}
