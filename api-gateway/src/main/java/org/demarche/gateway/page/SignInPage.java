package org.demarche.gateway.page;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * The form for an access token.
 *
 * @param fault what is wrong with the token or the request; empty if nothing is
 * @param to the address to go on to
 * @param arrives whether a link of another site led here, so that the browser may hold a cookie
 *     which it has not sent
 * @param isLost whether what a form has sent was not taken
 */
public record SignInPage(Layout layout, String fault, String to, boolean arrives, boolean isLost) {

    static final String PATH = "/sign-in";
    static final String OUT = "/sign-out";

    /** An address of this gateway: browsers take two slashes for another host. */
    private static final Pattern HERE = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]*");

    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String FIRST = "/";
    private static final String LEADS_TO = "org.demarche.leads-to";

    static SignInPage asked(String to) {
        return new SignInPage(frame(), "", here(to), false, false);
    }

    /** After a token that is not valid. */
    static SignInPage again(String to, String fault) {
        return new SignInPage(frame(), fault, here(to), false, false);
    }

    /** In the place of a page for which somebody has to sign in. */
    static SignInPage before(HttpRequest<?> request, String fault) {
        var to = request.getAttribute(LEADS_TO, String.class);
        if (to.isPresent()) {
            return again(to.get(), fault);
        }
        var isRead = request.getMethod() == HttpMethod.GET;
        return new SignInPage(
                frame(),
                fault,
                here(isRead ? request.getUri().toString() : request.getPath()),
                isRead && "cross-site".equals(request.getHeaders().get(FETCH_SITE)),
                !isRead);
    }

    /** Remembers where the request leads to, if its token is refused. */
    static void leadingTo(HttpRequest<?> request, String to) {
        request.setAttribute(LEADS_TO, to);
    }

    private static Layout frame() {
        return Layout.of("Sign in", "Sign in with an access token.", PATH).unlisted();
    }

    /** The address if it is one of this gateway, else the first page. */
    static String here(String to) {
        return HERE.matcher(to).matches() && !isOfSigning(to) && isAddress(to) ? to : FIRST;
    }

    private static boolean isOfSigning(String to) {
        return to.startsWith(PATH) || to.startsWith(OUT);
    }

    private static boolean isAddress(String to) {
        try {
            var _ = new URI(to);
            return true;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
