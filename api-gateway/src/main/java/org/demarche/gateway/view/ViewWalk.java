package org.demarche.gateway.view;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;
import org.demarche.log.view.ViewKey;

/**
 * Walks through a {@link PositionsCopy} in {@link KeyOrder}, which is the order of its nested maps,
 * from any key on. Called with the lock held.
 */
record ViewWalk(PositionTable positions, ShiftTable shifts) {

    /**
     * @param more takes a document, and returns whether it wants another
     * @return whether {@code more} still wants documents
     */
    boolean from(String key, Predicate<KeyedDocument> more) {
        return positions(key, more) && shifts(key, more);
    }

    private boolean positions(String key, Predicate<KeyedDocument> more) {
        var isWithin = key.startsWith(ViewKey.POSITIONS);
        if (!isWithin && KeyOrder.compare(key, ViewKey.POSITIONS) > 0) {
            return true; // all positions are before the key
        }
        var parts = (isWithin ? key.substring(ViewKey.POSITIONS.length()) : "").split("/", 3);
        for (var actor : positions.actors().tailSet(parts[0], true)) {
            var inActor = parts.length > 1 && actor.equals(parts[0]);
            var issues = positions.issues(actor);
            // a key with a further part sorts after the position of its actor and issue, so this
            // position is left out
            for (var issue : inActor ? issues.tailSet(parts[1], parts.length == 2) : issues) {
                var document = requireNonNull(positions.get(actor, issue));
                var found = new KeyedDocument(ViewKey.position(actor, issue), document::bytes);
                if (!more.test(found)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean shifts(String key, Predicate<KeyedDocument> more) {
        return shifts.from(key)
                .allMatch(shift -> more.test(new KeyedDocument(shift.key(), shift::document)));
    }
}
