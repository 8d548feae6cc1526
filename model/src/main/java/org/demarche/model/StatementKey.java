package org.demarche.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the statement that a report attests, by values of the report as it was filed. Two keys
 * are equal if, and only if, their digests are equal. The fold compares keys; a digest is computed
 * only for readers.
 */
public sealed interface StatementKey {

    int BYTES = 12;

    Subject subject();

    /**
     * The key of a report with an utterance. Reports with the same utterance attest one statement,
     * even if they disagree on everything else.
     */
    record Named(Subject subject, String utterance) implements StatementKey {}

    /**
     * The key of a report without an utterance. Reports attest one statement if all these values
     * are equal.
     *
     * @param voice the voice of the actor spoken for, or of the outlet that makes the statement in
     *     its own words
     * @param speaker the speaker's id or name; empty if the report names no speaker
     * @param taken the stance; null for a refusal to comment
     * @param denied the utterance that the report denies; null if the report is not a denial
     */
    record Unnamed(
            Subject subject,
            Voice voice,
            String speaker,
            Days saidOn,
            @Nullable Stance taken,
            @Nullable String denied)
            implements StatementKey {}

    static StatementKey of(Subject subject, Report body, Instant recorded) {
        return of(subject, body, body.days(recorded), new Interner());
    }

    /**
     * @param saidOn the days between which the statement was made, according to the report
     */
    static StatementKey of(Subject subject, Report body, Days saidOn, Interner interner) {
        if (body.utterance() != null) {
            return new Named(subject, body.utterance());
        }
        var speaker = speakerOf(body, Scope.AS_FILED);
        return new Unnamed(
                subject,
                interner.intern(Voice.of(body, saidOn, Scope.AS_FILED)),
                speaker == null ? "" : interner.intern(speaker),
                saidOn,
                body.taken(),
                body.denies());
    }

    /** Returns the speaker's id, or the name as given; null if the report names no speaker. */
    static @Nullable String speakerOf(Report body, Scope scope) {
        var speaker = body.speaker();
        if (speaker == null || speaker.actor() == null) {
            return speaker == null ? null : speaker.name();
        }
        return scope.actor(speaker.actor());
    }

    /**
     * Returns 24 hexadecimal digits: the first 96 bits of the SHA-256 of the key's parts. The
     * length of each part in bytes and a colon precede the part. The digest of a key never changes.
     */
    default String digest() {
        return switch (this) {
            case Named(var subject, var utterance) ->
                    digest("utterance", subject.actor(), subject.issue(), utterance);
            case Unnamed(var subject, var voice, var speaker, var saidOn, var taken, var denied) ->
                    digest(
                            denied == null ? "statement" : "denial of " + denied,
                            subject.actor(),
                            subject.issue(),
                            voice.keyPart(),
                            speaker,
                            saidOn.edtf(),
                            taken == null ? "" : taken.label());
        };
    }

    private static String digest(String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(UTF_8);
                sha.update((bytes.length + ":").getBytes(UTF_8));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
