package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.NavigableMap;
import java.util.function.Predicate;
import org.demarche.log.view.ViewKey;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what a {@link View} holds in {@link KeyOrder}, which is that of its maps within each
 * other, from any key on: what lies before it is not looked at. Called with the lock held.
 */
record ViewWalk(
        NavigableMap<String, NavigableMap<String, Pair>> pairs,
        NavigableMap<String, StoredShift> shifts) {

    private interface Step {

        /**
         * @param from where to go on behind actor and issue; null: at the beginning
         * @return whether more is wanted
         */
        boolean take(String actor, String issue, Pair pair, @Nullable String from);
    }

    /**
     * @param more takes a document and says whether it wants another
     * @return whether more is wanted still
     */
    boolean from(String key, Predicate<KeyedDocument> more) {
        return eachPair(ViewKey.EVENTS, key, (a, i, pair, from) -> events(a, i, pair, from, more))
                && eachPair(
                        ViewKey.POSITIONS,
                        key,
                        (actor, issue, pair, from) -> position(actor, issue, pair, from, more))
                && shifts(key, more);
    }

    private boolean eachPair(String kind, String key, Step step) {
        if (!key.startsWith(kind) && KeyOrder.compare(key, kind) > 0) {
            return true; // all of this kind is before the key
        }
        var parts = (key.startsWith(kind) ? key.substring(kind.length()) : "").split("/", 3);
        for (var ofActor : pairs.tailMap(parts[0], true).entrySet()) {
            var inActor = parts.length > 1 && ofActor.getKey().equals(parts[0]);
            var issues = inActor ? ofActor.getValue().tailMap(parts[1], true) : ofActor.getValue();
            for (var onIssue : issues.entrySet()) {
                var inIssue = inActor && parts.length > 2 && onIssue.getKey().equals(parts[1]);
                var from = inIssue ? parts[2] : null;
                if (!step.take(ofActor.getKey(), onIssue.getKey(), onIssue.getValue(), from)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean events(
            String actor,
            String issue,
            Pair pair,
            @Nullable String from,
            Predicate<KeyedDocument> more) {
        var first = from == null ? new byte[0] : from.getBytes(UTF_8);
        return pair.events.from(first, ViewKey.eventsOf(actor, issue), more);
    }

    /** Nothing is behind actor and issue: one that is gone on behind of is done. */
    private static boolean position(
            String actor,
            String issue,
            Pair pair,
            @Nullable String from,
            Predicate<KeyedDocument> more) {
        var position = pair.position;
        return from != null
                || position == null
                || more.test(new KeyedDocument(ViewKey.position(actor, issue), position::bytes));
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
