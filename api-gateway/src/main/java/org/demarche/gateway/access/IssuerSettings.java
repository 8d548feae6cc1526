package org.demarche.gateway.access;

import java.net.URI;

/**
 * The issuer whose tokens sign callers in.
 *
 * @param issuer the URL of the issuer, exactly as its tokens name it
 * @param audience the audience that the issuer puts into its tokens for this gateway
 * @param roles the claim that lists roles; a dot in its name leads into an object
 * @param name the claim that becomes the caller's name
 */
public record IssuerSettings(URI issuer, String audience, String roles, String name) {

    /**
     * @throws IllegalArgumentException if a setting is missing or has an impossible value; the
     *     message names it
     */
    public static IssuerSettings of(String issuer, String audience, String roles, String name) {
        if (issuer.isEmpty() || audience.isEmpty()) {
            throw new IllegalArgumentException(
                    "demarche.auth is oidc, and %s is not set: it must be %s"
                            .formatted(
                                    issuer.isEmpty()
                                            ? "demarche.auth.issuer"
                                            : "demarche.auth.audience",
                                    issuer.isEmpty()
                                            ? "the URL of the issuer, such as https://login.example"
                                            : "the audience that the issuer gives tokens for this gateway"));
        }
        return new IssuerSettings(
                url("demarche.auth.issuer", issuer),
                audience,
                roles.isEmpty() ? "roles" : roles,
                name.isEmpty() ? "sub" : name);
    }

    /**
     * Parses the URL of the issuer. It must be safe, because a person who can change an answer of
     * the issuer can sign in as anybody.
     *
     * @param what the name of the setting or member with the URL
     * @throws IllegalArgumentException if the URL is neither https, nor http on this machine
     */
    static URI url(String what, String text) {
        try {
            var url = URI.create(text);
            var isSafe =
                    "https".equals(url.getScheme())
                            || "http".equals(url.getScheme()) && Access.isLoopback(url.getHost());
            if (isSafe && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // refused below, as a URL that is not https
        }
        throw new IllegalArgumentException(
                "%s is '%s': it must be a URL that begins with https://".formatted(what, text));
    }
}
