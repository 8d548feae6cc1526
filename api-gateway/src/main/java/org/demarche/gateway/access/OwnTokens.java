package org.demarche.gateway.access;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.AccessToken;
import org.demarche.log.access.AccessTokens;
import org.demarche.log.access.Secret;

/** Finds the caller of an access token of Demarche, and refuses a token that is not valid. */
@Singleton
@Requires(property = "demarche.auth", pattern = Access.ON)
final class OwnTokens {

    /**
     * A digest that no access token has. An unknown token is compared with it, so that the
     * comparison takes as long as for a known token.
     */
    private static final String NO_DIGEST = "0".repeat(64);

    private static final String UNKNOWN =
            "This access token is unknown: look for a missing character, or ask for another access token";

    private final Access access;
    private final AccessTokens tokens;

    OwnTokens(Access access, AccessTokens tokens) {
        this.access = access;
        this.tokens = tokens;
    }

    /**
     * @throws Refusal with 401 if the text is not a valid access token, 503 if the gateway cannot
     *     know that
     */
    Caller caller(String text) {
        return caller(Secret.parse(text).orElseThrow(() -> wrong(UNKNOWN)));
    }

    private Caller caller(Secret secret) {
        if (secret.hasDigest(access.adminDigest())) {
            return new Caller(
                    TokenFilter.ADMINISTRATOR, EnumSet.of(AccessRole.ADMIN), null, () -> {});
        }
        var token = valid(secret);
        return new Caller(
                token.name(),
                Set.copyOf(token.roles()),
                token.expiresAt(),
                () -> requireStill(secret));
    }

    private void requireStill(Secret secret) {
        if (!tokens.isUpToDate()) {
            throw new Refusal(
                    Problem.unavailable(
                            "The gateway has not learnt from Kafka for 30 s whether your access token was revoked. Until it does, you can only read: try again"));
        }
        var _ = valid(secret);
    }

    private AccessToken valid(Secret secret) {
        if (!tokens.isCurrent()) {
            throw new Refusal(
                    Problem.unavailable(
                            "The gateway has not read the access tokens from Kafka, so it cannot check yours: try again"));
        }
        if (tokens.isBlocked(secret.id())) {
            throw wrong(
                    "The record of the access token %s cannot be read, so the token may be revoked: ask for another access token"
                            .formatted(secret.id()));
        }
        var known = tokens.find(secret.id());
        if (!secret.hasDigest(known.map(AccessToken::digest).orElse(NO_DIGEST))) {
            throw wrong(UNKNOWN);
        }
        var token = known.orElseThrow();
        if (token.revoked() != null) {
            throw wrong(
                    "The access token %s was revoked: ask for another access token"
                            .formatted(token.id()));
        }
        var now = Instant.now();
        if (token.hasEnded(now)) {
            throw wrong(
                    "The access token %s ended at %s, and it is %s by the gateway's clock: ask for another access token"
                            .formatted(
                                    token.id(),
                                    token.expiresAt(),
                                    now.truncatedTo(ChronoUnit.SECONDS)));
        }
        return token;
    }

    private static Refusal wrong(String detail) {
        return new Refusal(Problem.of(ProblemKind.WRONG_TOKEN, detail));
    }
}
