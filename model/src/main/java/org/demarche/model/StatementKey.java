package org.demarche.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the statement that a report attests, by the filed values. Two keys are equal if, and
 * only if, their digests are. The fold compares keys; a digest is only made for readers.
 */
public sealed interface StatementKey {

    int BYTES = 12;

    Subject subject();

    /**
     * Reports with one utterance attest one statement, even if they disagree on everything else.
     */
    record Named(Subject subject, String utterance) implements StatementKey {}

    /**
     * Without an utterance, reports attest one statement if all these values are equal.
     *
     * @param voice of the actor spoken for, or of the outlet that says it in its own words
     * @param speaker empty if nobody is named
     * @param taken null for a refusal to comment
     * @param denied the utterance that it denies; null for all that is not a denial
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
     * @param saidOn the days that the report means
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

    /** The actor's id, or the name as given; null if the report names nobody. */
    static @Nullable String speakerOf(Report body, Scope scope) {
        var speaker = body.speaker();
        if (speaker == null || speaker.actor() == null) {
            return speaker == null ? null : speaker.name();
        }
        return scope.actor(speaker.actor());
    }

    /**
     * 24 hexadecimal digits: the first 96 bits of the SHA-256 of the key's parts, each with its
     * length in bytes and a colon before it. Never changes.
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
