package org.demarche.gateway.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookie in which a browser keeps an access token. No script can read the cookie, and a browser
 * does not send it with a request that a page of another site makes.
 */
public final class AccessCookie {

    private static final String NAME = "demarche";

    /**
     * The name over TLS. Browsers accept a cookie with this prefix only over TLS, and only for this
     * host.
     */
    private static final String NAME_OVER_TLS = "__Host-demarche";

    /**
     * The most characters of an access token in the cookie, because browsers refuse longer cookies.
     */
    public static final int LONGEST = 3_800;

    private AccessCookie() {}

    /**
     * @param secure whether the browser asks over TLS
     */
    public static Optional<String> of(HttpRequest<?> request, boolean secure) {
        return request.getCookies().findCookie(name(secure)).map(Cookie::getValue);
    }

    /**
     * @param ends when the access token ends; null for a cookie that lasts as long as the browser
     *     runs
     */
    public static Cookie holding(
            String token, boolean secure, @Nullable Instant ends, Instant now) {
        var cookie = cookie(token, secure);
        return ends == null ? cookie : cookie.maxAge(Duration.between(now, ends).toSeconds());
    }

    /** Returns a cookie that makes the browser delete its cookie. */
    public static Cookie none(boolean secure) {
        return cookie("", secure).maxAge(0);
    }

    private static Cookie cookie(String value, boolean secure) {
        return Cookie.of(name(secure), value)
                .path("/")
                .httpOnly(true)
                .sameSite(SameSite.Strict)
                .secure(secure);
    }

    private static String name(boolean secure) {
        return secure ? NAME_OVER_TLS : NAME;
    }
}
