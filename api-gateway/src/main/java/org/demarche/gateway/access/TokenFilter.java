package org.demarche.gateway.access;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.demarche.gateway.Problem;
import org.demarche.gateway.Refusal;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.AccessToken;
import org.demarche.log.access.AccessTokens;
import org.demarche.log.access.Secret;

/** Signs in the sender of an access token of Demarche, and refuses a token that does not hold. */
@ServerFilter(MATCH_ALL_PATTERN)
@Requires(property = "demarche.auth", pattern = Access.ON)
public final class TokenFilter implements Ordered {

    /** The name of the token that the setting {@code demarche.auth.admin} stands for. */
    public static final String ADMINISTRATOR = "administrator";

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 3;

    /** Of no token. A comparison with it takes as long as one with a token's own digest. */
    private static final String NO_DIGEST = "0".repeat(64);

    private static final String UNKNOWN =
            "This access token is unknown: look for a missing character, or ask for another access token";

    private final Access access;
    private final AccessTokens tokens;
    private final Needed needed;

    TokenFilter(Access access, AccessTokens tokens, Needed needed) {
        this.access = access;
        this.tokens = tokens;
        this.needed = needed;
    }

    /** After the filter of foreign sites. */
    @Override
    public int getOrder() {
        return ORDER;
    }

    /** A header for another program, such as a proxy, does no harm where nobody has to sign in. */
    @RequestFilter
    void before(HttpRequest<?> request) {
        if (needed.by(request).isEmpty()) {
            return;
        }
        Credentials.of(request)
                .filter(this::isOurs)
                .ifPresent(
                        text ->
                                caller(Secret.parse(text).orElseThrow(() -> wrong(UNKNOWN)))
                                        .signIn(request));
    }

    /** Anything else may be a token of an issuer. */
    private boolean isOurs(String text) {
        return access.mode() == Access.Mode.TOKENS || text.startsWith(Secret.PREFIX);
    }

    private Caller caller(Secret secret) {
        if (secret.hasDigest(access.adminDigest())) {
            return new Caller(ADMINISTRATOR, EnumSet.of(AccessRole.ADMIN), () -> {});
        }
        var token = valid(secret);
        return new Caller(token.name(), Set.copyOf(token.roles()), () -> requireStill(secret));
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
        return new Refusal(Problem.wrongToken(detail));
    }
}
