package org.demarche.log.access;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stored facts about an access token, which are not enough to use it.
 *
 * @param name the name of the person or program that has the token: the author of everything that
 *     the token writes
 * @param digest SHA-256 of the whole token, in 64 hexadecimal digits
 * @param expiresAt the instant at which it expires; null if it never does
 * @param revoked the revocation; null if there was none
 */
public record AccessToken(
        String id,
        String name,
        Set<AccessRole> roles,
        String digest,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Revocation revoked) {

    /** The order of a list: the newest one first. */
    static final Comparator<AccessToken> ORDER =
            Comparator.comparing(AccessToken::createdAt).reversed().thenComparing(AccessToken::id);

    /** The most code points of a name. */
    public static final int LONGEST_NAME = 100;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /**
     * @param by the name of the token that revoked it
     */
    public record Revocation(Instant at, String by, @Nullable String why) {}

    public AccessToken {
        if (!Secret.isId(id)) {
            throw new IllegalArgumentException("'%s' is not the id of a token".formatted(id));
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("the token has no name");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("the token has no role");
        }
        if (!isDigest(digest)) {
            throw new IllegalArgumentException("its digest must be 64 hexadecimal digits");
        }
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    /** Whether a text is a digest in lower case. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    public boolean hasEnded(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    public boolean holds(Instant now) {
        return revoked == null && !hasEnded(now);
    }

    public boolean isListedAfter(AccessToken other) {
        return ORDER.compare(this, other) > 0;
    }

    public AccessToken revoked(Revocation revocation) {
        return new AccessToken(
                id, name, roles, digest, createdAt, createdBy, expiresAt, revocation);
    }

    /** Returns the token after a later record about it. The first revocation is final. */
    AccessToken then(AccessToken later) {
        return revoked == null ? later : later.revoked(revoked);
    }
}
