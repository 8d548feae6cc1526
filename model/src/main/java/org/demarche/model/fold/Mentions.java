package org.demarche.model.fold;

import org.demarche.model.Report;
import org.demarche.model.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The utterances that a report names.
 *
 * @param itself the utterance that the report attests; null if it has no name
 * @param earlier an earlier utterance
 * @param denied an utterance that the actor says it never made
 */
record Mentions(
        @Nullable Utterance itself, @Nullable Utterance earlier, @Nullable Utterance denied) {

    static final Mentions NONE = new Mentions(null, null, null);

    /**
     * An utterance, by its name.
     *
     * @param holder the actor whose stance the utterance is about; merged entries count as one
     */
    record Utterance(String holder, String name) {}

    /**
     * @param denies whether the report is a denial, by its field {@code denies}, that counts
     */
    static Mentions of(Report body, Scope scope, boolean denies) {
        var mentions =
                new Mentions(
                        utterance(body, scope, body.utterance()),
                        utterance(body, scope, body.saidAfter()),
                        denies ? utterance(body, scope, body.denies()) : null);
        return mentions.equals(NONE) ? NONE : mentions;
    }

    private static @Nullable Utterance utterance(Report body, Scope scope, @Nullable String name) {
        return name == null ? null : new Utterance(scope.actor(body.holder()), name);
    }
}
