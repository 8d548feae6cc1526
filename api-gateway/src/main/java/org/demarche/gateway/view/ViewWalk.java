package org.demarche.gateway.view;

import java.util.NavigableMap;
import java.util.function.Predicate;
import org.demarche.log.view.ViewKey;

/**
 * Goes through what a {@link View} holds in {@link KeyOrder}, which is that of its maps within each
 * other, from any key on: what lies before it is not looked at. Called with the lock held.
 */
record ViewWalk(
        NavigableMap<String, NavigableMap<String, Document>> positions,
        NavigableMap<String, StoredShift> shifts) {

    /**
     * @param more takes a document and says whether it wants another
     * @return whether more is wanted still
     */
    boolean from(String key, Predicate<KeyedDocument> more) {
        return positions(key, more) && shifts(key, more);
    }

    private boolean positions(String key, Predicate<KeyedDocument> more) {
        var isWithin = key.startsWith(ViewKey.POSITIONS);
        if (!isWithin && KeyOrder.compare(key, ViewKey.POSITIONS) > 0) {
            return true; // all of them are before the key
        }
        var parts = (isWithin ? key.substring(ViewKey.POSITIONS.length()) : "").split("/", 3);
        for (var ofActor : positions.tailMap(parts[0], true).entrySet()) {
            var actor = ofActor.getKey();
            var inActor = parts.length > 1 && actor.equals(parts[0]);
            // nothing is behind actor and issue: one that is gone on behind of is done
            var onIssues =
                    inActor
                            ? ofActor.getValue().tailMap(parts[1], parts.length == 2)
                            : ofActor.getValue();
            for (var onIssue : onIssues.entrySet()) {
                var found =
                        new KeyedDocument(
                                ViewKey.position(actor, onIssue.getKey()),
                                onIssue.getValue()::bytes);
                if (!more.test(found)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean shifts(String key, Predicate<KeyedDocument> more) {
        for (var shift : shifts.tailMap(key, true).values()) {
            if (!more.test(new KeyedDocument(shift.key(), shift::document))) {
                return false;
            }
        }
        return true;
    }
}
