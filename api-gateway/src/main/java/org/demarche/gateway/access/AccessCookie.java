package org.demarche.gateway.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookie in which a browser keeps an access token. No script reads it, and no page of another
 * site makes a browser send it.
 */
public final class AccessCookie {

    private static final String NAME = "demarche";

    /** Browsers take such a cookie from this host alone, and over TLS. */
    private static final String NAME_OVER_TLS = "__Host-demarche";

    /** Browsers keep no longer cookie. */
    public static final int LONGEST = 3_800;

    private AccessCookie() {}

    /**
     * @param secure whether the browser asks over TLS
     */
    public static Optional<String> of(HttpRequest<?> request, boolean secure) {
        return request.getCookies().findCookie(name(secure)).map(Cookie::getValue);
    }

    /**
     * @param ends when the token ends; null for a cookie that lasts as long as the browser runs
     */
    public static Cookie holding(
            String token, boolean secure, @Nullable Instant ends, Instant now) {
        var cookie = cookie(token, secure);
        return ends == null ? cookie : cookie.maxAge(Duration.between(now, ends).toSeconds());
    }

    /** Takes the cookie away. */
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
