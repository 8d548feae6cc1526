package org.demarche.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which statement a report attests: that of (holder, issue, utterance) where the coder named the
 * act of speech, else that of (holder, issue, spokenFor, speaker, days, stance). What an outlet
 * says in its own words is its own statement, so there the outlet stands for spokenFor.
 */
final class StatementKey {

    private static final int BYTES = 12;

    private StatementKey() {}

    /**
     * 24 hexadecimal digits: the first 96 bits of the SHA-256 of the key's parts, each with its
     * length before it.
     */
    static String digest(Report body, Instant recorded) {
        var sha = sha256();
        if (body.utterance() != null) {
            add(sha, "utterance");
            add(sha, body.holder());
            add(sha, body.issue());
            add(sha, body.utterance());
        } else {
            add(sha, "statement");
            add(sha, body.holder());
            add(sha, body.issue());
            var saidOn = Facts.daysOf(body, recorded);
            add(sha, Voice.of(body, saidOn, Scope.AS_FILED).keyPart());
            add(sha, text(Facts.nameOf(body.speaker(), Scope.AS_FILED)));
            add(sha, saidOn.edtf());
            add(sha, body.taken() == null ? "" : body.stance().label());
        }
        return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    }

    private static void add(MessageDigest sha, String part) {
        var bytes = part.getBytes(UTF_8);
        sha.update((bytes.length + ":").getBytes(UTF_8));
        sha.update(bytes);
    }

    private static String text(@Nullable String part) {
        return part == null ? "" : part;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
