package org.demarche.gateway.access;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.demarche.log.access.Secret;

/** Signs in the sender of an access token of Demarche, and refuses a token that is not valid. */
@ServerFilter(MATCH_ALL_PATTERN)
@Requires(property = "demarche.auth", pattern = Access.ON)
public final class TokenFilter implements Ordered {

    /** The name of the access token whose digest is in the setting {@code demarche.auth.admin}. */
    public static final String ADMINISTRATOR = "administrator";

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 3;

    private final Access access;
    private final OwnTokens tokens;
    private final RequiredRole needed;
    private final Credentials credentials;

    TokenFilter(Access access, OwnTokens tokens, RequiredRole needed, Credentials credentials) {
        this.access = access;
        this.tokens = tokens;
        this.needed = needed;
        this.credentials = credentials;
    }

    /** Runs after the filter that refuses pages of foreign sites. */
    @Override
    public int getOrder() {
        return ORDER;
    }

    /**
     * Signs in the sender. Where nobody has to sign in, it ignores the header, which may be for
     * another program, such as a proxy.
     */
    @RequestFilter
    void before(HttpRequest<?> request) {
        if (needed.by(request).isEmpty()) {
            return;
        }
        credentials
                .of(request)
                .filter(this::isOurs)
                .ifPresent(text -> tokens.caller(text).signIn(request));
    }

    /**
     * Whether the text must be an access token of Demarche. Any other text may be a token of an
     * issuer.
     */
    private boolean isOurs(String text) {
        return access.mode() == Access.Mode.TOKENS || text.startsWith(Secret.PREFIX);
    }
}
