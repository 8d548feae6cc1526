package org.demarche.gateway.access;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.demarche.log.access.Secret;
import org.jspecify.annotations.Nullable;

/** Checks an access token that somebody types into a form, from Demarche or from an issuer. */
@Singleton
@Requires(property = "demarche.auth", pattern = Access.ON)
public final class SignIn {

    private final OwnTokens tokens;
    private final @Nullable Issuer issuer;

    SignIn(OwnTokens tokens, @Nullable Issuer issuer) {
        this.tokens = tokens;
        this.issuer = issuer;
    }

    /**
     * Returns the caller of an access token. May wait for the issuer.
     *
     * @throws org.demarche.http.Refusal with 401 if the token is not valid, 503 if the gateway
     *     cannot know that
     */
    public Caller caller(String token) {
        return issuer == null || token.startsWith(Secret.PREFIX)
                ? tokens.caller(token)
                : issuer.caller(token);
    }
}
